use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, run};
use uuid::Uuid;

/// What became of a venue, a booking or a loan.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Change {
    /// `approved`, `refused`, `cancelled`, `expired`, `counted`, `recounted`, `changed`, `closed` …
    pub what: String,
    pub reason: String,
    /// Unix milliseconds.
    pub changed_at: i64,
}

pub(crate) async fn insert(tx: &Tx, venue: Uuid, about: Uuid, what: &'static str, reason: &str, by: Option<Uuid>) -> Outcome<()> {
    let sql = "INSERT INTO venue_change (venue_id, id, about, what, reason, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    run(&**tx, sql, binds![venue, tx.new_id(), about, what, reason, by, tx.now()]).await?;
    Ok(())
}

/// In the order it happened.
pub(crate) async fn about(db: &impl ConnectionTrait, venue: Uuid, about: Uuid) -> Outcome<Vec<Change>> {
    let sql = "SELECT what, reason, changed_at FROM venue_change WHERE venue_id = $1 AND about = $2 ORDER BY changed_at, id";
    all(db, sql, binds![venue, about]).await
}
