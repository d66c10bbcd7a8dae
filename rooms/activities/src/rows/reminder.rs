use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, run, scalar};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Row {
    person: Uuid,
}

/// Who asked to be reminded.
pub(crate) async fn of(db: &impl ConnectionTrait, activity: Uuid) -> Outcome<Vec<Uuid>> {
    let sql = "SELECT person FROM act_reminder WHERE activity_id = $1 ORDER BY person";
    Ok(all::<Row>(db, sql, binds![activity]).await?.into_iter().map(|r| r.person).collect())
}

pub(crate) async fn has(db: &impl ConnectionTrait, activity: Uuid, person: Uuid) -> Outcome<bool> {
    let sql = "SELECT COUNT(*) FROM act_reminder WHERE activity_id = $1 AND person = $2";
    Ok(scalar::<i64>(db, sql, binds![activity, person]).await?.unwrap_or(0) > 0)
}

pub(crate) async fn ask(tx: &Tx, activity: Uuid, person: Uuid) -> Outcome<()> {
    let sql = "INSERT INTO act_reminder (activity_id, person) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    run(&**tx, sql, binds![activity, person]).await?;
    Ok(())
}

pub(crate) async fn drop(tx: &Tx, activity: Uuid, person: Uuid) -> Outcome<()> {
    run(&**tx, "DELETE FROM act_reminder WHERE activity_id = $1 AND person = $2", binds![activity, person]).await?;
    Ok(())
}

/// One meeting was called off, and why.
pub(crate) async fn call_off(tx: &Tx, activity: Uuid, n: i32, reason: &str, by: Uuid) -> Outcome<()> {
    let sql = "INSERT INTO act_meeting_off (activity_id, n, reason, called_off_by, called_off_at) VALUES ($1, $2, $3, $4, $5)";
    run(&**tx, sql, binds![activity, n, reason, by, tx.now()]).await?;
    let sql = "UPDATE act_meeting SET state = 'cancelled' WHERE activity_id = $1 AND n = $2";
    run(&**tx, sql, binds![activity, n]).await?;
    Ok(())
}

/// Why a meeting was called off by itself.
pub(crate) async fn reason(db: &impl ConnectionTrait, activity: Uuid, n: i32) -> Outcome<Option<String>> {
    scalar(db, "SELECT reason FROM act_meeting_off WHERE activity_id = $1 AND n = $2", binds![activity, n]).await
}
