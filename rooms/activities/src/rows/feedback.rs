use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, binds, run, scalar, tuples};
use uuid::Uuid;

const BATCH: usize = 300;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    answers: String,
}

/// All sheets of an activity, in the order of chance.
pub(crate) async fn sheets(db: &impl ConnectionTrait, activity: Uuid) -> Outcome<Vec<String>> {
    Ok(rows(db, activity).await?.into_iter().map(|r| r.answers).collect())
}

async fn rows(db: &impl ConnectionTrait, activity: Uuid) -> Outcome<Vec<Row>> {
    all(db, "SELECT id, answers FROM act_answer WHERE activity_id = $1 ORDER BY id", binds![activity]).await
}

/// Adds a sheet and lays all of them down anew in the order of chance: neither a row's place nor its id says when it came. The
/// caller holds the activity.
pub(crate) async fn shuffle_in(tx: &Tx, activity: Uuid, answers: &str) -> Outcome<()> {
    let mut rows = rows(&**tx, activity).await?;
    let mut chance = [0; 16];
    tx.store().ids().fill(&mut chance);
    rows.push(Row { id: Uuid::from_bytes(chance), answers: answers.to_owned() });
    rows.sort_unstable_by_key(|r| r.id);
    run(&**tx, "DELETE FROM act_answer WHERE activity_id = $1", binds![activity]).await?;
    for some in rows.chunks(BATCH) {
        let values: Vec<Value> = some.iter().flat_map(|r| binds![activity, r.id, r.answers.clone()]).collect();
        run(&**tx, &format!("INSERT INTO act_answer (activity_id, id, answers) VALUES {}", tuples(some.len(), 3)), values)
            .await?;
    }
    Ok(())
}

pub(crate) async fn has_answered(db: &impl ConnectionTrait, activity: Uuid, person: Uuid) -> Outcome<bool> {
    let sql = "SELECT COUNT(*) FROM act_answered WHERE activity_id = $1 AND person = $2";
    Ok(scalar::<i64>(db, sql, binds![activity, person]).await?.unwrap_or(0) > 0)
}

/// Spends the one right to answer.
///
/// # Errors
/// `Fault::Taken("act_answered_activity_id_person_key")` when it is spent.
pub(crate) async fn spend(tx: &Tx, activity: Uuid, person: Uuid) -> Outcome<()> {
    run(&**tx, "INSERT INTO act_answered (activity_id, person) VALUES ($1, $2)", binds![activity, person]).await?;
    Ok(())
}
