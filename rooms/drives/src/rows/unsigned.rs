use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, run, scalar};
use uuid::Uuid;

/// Why somebody had not signed when the drive was closed.
#[derive(FromQueryResult)]
pub(crate) struct Unsigned {
    pub hand_out_id: Uuid,
    /// Sealed.
    pub reason: Vec<u8>,
}

pub(crate) async fn insert(tx: &Tx, drive: Uuid, hand_out: Uuid, reason: Vec<u8>, by: Uuid) -> Outcome<()> {
    let sql = "INSERT INTO drive_unsigned (drive_id, hand_out_id, reason, recorded_by, recorded_at) VALUES ($1, $2, $3, $4, $5)";
    run(&**tx, sql, binds![drive, hand_out, reason, by, tx.now()]).await?;
    Ok(())
}

pub(crate) async fn of(db: &impl ConnectionTrait, drive: Uuid) -> Outcome<Vec<Unsigned>> {
    all(db, "SELECT hand_out_id, reason FROM drive_unsigned WHERE drive_id = $1", binds![drive]).await
}

/// How many had not signed when it was closed.
pub(crate) async fn count(db: &impl ConnectionTrait, drive: Uuid) -> Outcome<i64> {
    let sql = "SELECT COUNT(*) FROM drive_unsigned WHERE drive_id = $1";
    Ok(scalar(db, sql, binds![drive]).await?.unwrap_or(0))
}
