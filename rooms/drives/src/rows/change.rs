use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, run};
use uuid::Uuid;

/// What became of a drive.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Change {
    /// `filed`, `revised`, `approved`, `returned`, `closed` or `retracted` (a hand-out).
    pub what: String,
    pub reason: String,
    pub changed_by: Option<Uuid>,
    /// Unix milliseconds.
    pub changed_at: i64,
}

pub(crate) async fn insert(tx: &Tx, drive: Uuid, what: &'static str, reason: &str, by: Uuid) -> Outcome<()> {
    let sql = "INSERT INTO drive_change (drive_id, id, what, reason, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5, $6)";
    run(&**tx, sql, binds![drive, tx.new_id(), what, reason, by, tx.now()]).await?;
    Ok(())
}

/// The latest first.
pub(crate) async fn of(db: &impl ConnectionTrait, drive: Uuid, most: i64) -> Outcome<Vec<Change>> {
    let sql = "SELECT what, reason, changed_by, changed_at FROM drive_change WHERE drive_id = $1 \
        ORDER BY changed_at DESC, id DESC LIMIT $2";
    all(db, sql, binds![drive, most]).await
}
