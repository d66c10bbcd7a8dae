use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, run};
use uuid::Uuid;

/// What happened to an entry after it was decided.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Step {
    /// `offered`, `placed`, `withdrawn`, `declined`, `expired`, `paid`, `refunded`, `unplaced`, `cancelled`, `drawn`,
    /// `waived`, `reversed`, `used`, `unused`, `lapsed`.
    pub what: String,
    /// Unix milliseconds.
    pub at: i64,
    /// The place on the list it came from, 0 where that says nothing.
    pub place: i64,
    /// Who did it; none for the house itself.
    pub done_by: Option<Uuid>,
}

pub(crate) async fn of(db: &impl ConnectionTrait, allotment: Uuid, number: i64) -> Outcome<Vec<Step>> {
    let sql = "SELECT what, at, place, done_by FROM desk_step WHERE allotment_id = $1 AND number = $2 ORDER BY id";
    all(db, sql, binds![allotment, number]).await
}

pub(crate) async fn add(tx: &Tx, allotment: Uuid, number: i64, what: &str, place: i64, by: Option<Uuid>) -> Outcome<()> {
    let sql = "INSERT INTO desk_step (allotment_id, number, id, what, at, place, done_by) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    run(&**tx, sql, binds![allotment, number, tx.new_id(), what, tx.now(), place, by]).await?;
    Ok(())
}

/// How many places moved on from the list after this instant, and how many people ahead of this rank they came from.
pub(crate) async fn moved_up(db: &impl ConnectionTrait, allotment: Uuid) -> Outcome<i64> {
    let sql = "SELECT COUNT(*) FROM desk_step WHERE allotment_id = $1 AND what IN ('offered', 'placed') AND place > 0";
    Ok(store::scalar(db, sql, binds![allotment]).await?.unwrap_or(0))
}

/// Whether a room has used something of a place and not taken it back: what of the record says so counts, also where it cost
/// nothing.
pub(crate) async fn is_used(db: &impl ConnectionTrait, allotment: Uuid, number: i64) -> Outcome<bool> {
    let sql = "SELECT CAST(COALESCE(SUM(CASE what WHEN 'used' THEN 1 WHEN 'unused' THEN -1 ELSE 0 END), 0) AS BIGINT) \
        FROM desk_step WHERE allotment_id = $1 AND number = $2";
    Ok(store::scalar::<i64>(db, sql, binds![allotment, number]).await?.unwrap_or(0) > 0)
}
