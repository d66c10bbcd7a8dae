use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, run, scalar};
use uuid::Uuid;

/// What a person has a place in that is looked at; the latest first.
pub(crate) const MOST: i64 = 1_000;

#[derive(FromQueryResult)]
struct Row {
    item_id: Uuid,
}

pub(crate) async fn of(db: &impl ConnectionTrait, person: Uuid) -> Outcome<Vec<Uuid>> {
    let sql = "SELECT item_id FROM agenda_going WHERE person = $1 ORDER BY since DESC, item_id LIMIT $2";
    let rows: Vec<Row> = all(db, sql, binds![person, MOST]).await?;
    Ok(rows.into_iter().map(|row| row.item_id).collect())
}

pub(crate) async fn has(db: &impl ConnectionTrait, person: Uuid, item: Uuid) -> Outcome<bool> {
    let sql = "SELECT COUNT(*) FROM agenda_going WHERE person = $1 AND item_id = $2";
    Ok(scalar::<i64>(db, sql, binds![person, item]).await?.unwrap_or(0) > 0)
}

pub(crate) async fn insert(tx: &Tx, person: Uuid, item: Uuid) -> Outcome<bool> {
    let sql = "INSERT INTO agenda_going (person, item_id, since) VALUES ($1, $2, $3) ON CONFLICT (person, item_id) DO NOTHING";
    Ok(run(&**tx, sql, binds![person, item, tx.now()]).await? > 0)
}

pub(crate) async fn delete(tx: &Tx, person: Uuid, item: Uuid) -> Outcome<bool> {
    Ok(run(&**tx, "DELETE FROM agenda_going WHERE person = $1 AND item_id = $2", binds![person, item]).await? > 0)
}

pub(crate) async fn delete_of(tx: &Tx, person: Uuid) -> Outcome<()> {
    run(&**tx, "DELETE FROM agenda_going WHERE person = $1", binds![person]).await?;
    Ok(())
}

pub(crate) async fn delete_in(tx: &Tx, item: Uuid) -> Outcome<()> {
    run(&**tx, "DELETE FROM agenda_going WHERE item_id = $1", binds![item]).await?;
    Ok(())
}
