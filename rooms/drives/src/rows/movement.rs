use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, run};
use uuid::Uuid;

/// Pieces bought, given or put right, by a receipt.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Receipt {
    pub good_id: Uuid,
    /// Below nothing where an entry was put right or goods went back to the shop.
    pub pieces: i64,
    pub receipt: String,
    /// Unix milliseconds.
    pub moved_at: i64,
}

pub(crate) async fn insert(
    tx: &Tx,
    drive: Uuid,
    good: Uuid,
    what: &'static str,
    pieces: i64,
    receipt: &str,
    form: Option<Uuid>,
    by: Uuid,
) -> Outcome<()> {
    let sql = "INSERT INTO drive_movement (drive_id, id, good_id, what, pieces, receipt, form, moved_by, moved_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    run(&**tx, sql, binds![drive, tx.new_id(), good, what, pieces, receipt, form, by, tx.now()]).await?;
    Ok(())
}

/// What was taken in, in the order it came.
pub(crate) async fn receipts(db: &impl ConnectionTrait, drive: Uuid) -> Outcome<Vec<Receipt>> {
    let sql = "SELECT good_id, pieces, receipt, moved_at FROM drive_movement WHERE drive_id = $1 AND what = 'in' \
        ORDER BY moved_at, id";
    all(db, sql, binds![drive]).await
}
