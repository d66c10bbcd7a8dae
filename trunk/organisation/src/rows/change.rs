use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Instant, Outcome, Tx, all, binds, run};
use uuid::Uuid;

/// One line of a union's history.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ChangeRow {
    pub what: String,
    pub day: i32,
    pub other: Option<Uuid>,
    pub words: String,
    pub recorded_at: Instant,
}

/// Adds a line to a union's history. `what`: founded, moved, merged, split, renamed, closed, line-joined, line-left.
pub(crate) async fn insert(
    tx: &Tx,
    union: Uuid,
    what: &str,
    day: Day,
    other: Option<Uuid>,
    words: &str,
    by: Option<Uuid>,
) -> Outcome<()> {
    let sql = "INSERT INTO org_change (union_id, id, what, day, other, words, recorded_by, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    run(&**tx, sql, binds![union, tx.new_id(), what, day.0, other, words, by, tx.now()]).await?;
    Ok(())
}

/// A union's history, newest first.
pub(crate) async fn of_union(db: &impl ConnectionTrait, union: Uuid) -> Outcome<Vec<ChangeRow>> {
    let sql = "SELECT what, day, other, words, recorded_at FROM org_change WHERE union_id = $1 ORDER BY day DESC, id DESC";
    all(db, sql, binds![union]).await
}
