use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, run};
use uuid::Uuid;

use crate::rows::redemption::Redemption;

/// A redemption taken back after it was settled.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Correction {
    pub allotment_id: Uuid,
    pub benefit_id: Uuid,
    /// The statement it was settled with.
    pub corrects: i32,
    pub code: String,
    /// Fen, all three; they come off.
    pub value: i64,
    pub paid: i64,
    pub owed: i64,
    pub day: i32,
    /// Unix milliseconds.
    pub at: i64,
}

/// Of a redemption that stood in a statement until now.
pub(crate) async fn insert(tx: &Tx, r: &Redemption, corrects: i32, day: i32) -> Outcome<()> {
    let sql = format!(
        "INSERT INTO ben_correction (merchant_id, allotment_id, number, n, benefit_id, corrects, code, value, paid, owed, day, at) \
         VALUES {}",
        store::tuples(1, 12)
    );
    let mut values = binds![r.merchant_id, r.allotment_id, r.number, r.n, r.benefit_id, corrects, r.code.clone()].to_vec();
    values.extend(binds![r.value, r.paid, r.owed, day, tx.now()]);
    run(&**tx, &sql, values).await?;
    Ok(())
}

/// Those that came off a merchant's statement, in order.
pub(crate) async fn of_statement(db: &impl ConnectionTrait, merchant: Uuid, statement: i32) -> Outcome<Vec<Correction>> {
    let sql = "SELECT allotment_id, benefit_id, corrects, code, value, paid, owed, day, at FROM ben_correction \
        WHERE merchant_id = $1 AND statement = $2 ORDER BY at, allotment_id, number, n";
    all(db, sql, binds![merchant, statement]).await
}

/// Those that came off none yet, up to a day, in order.
pub(crate) async fn open(db: &impl ConnectionTrait, merchant: Uuid, until: i32) -> Outcome<Vec<Correction>> {
    let sql = "SELECT allotment_id, benefit_id, corrects, code, value, paid, owed, day, at FROM ben_correction \
        WHERE merchant_id = $1 AND day <= $2 AND statement IS NULL ORDER BY at, allotment_id, number, n";
    all(db, sql, binds![merchant, until]).await
}

/// Takes what is open up to a day off a statement.
pub(crate) async fn settle(tx: &Tx, merchant: Uuid, until: i32, statement: i32) -> Outcome<u64> {
    let sql = "UPDATE ben_correction SET statement = $1 WHERE merchant_id = $2 AND day <= $3 AND statement IS NULL";
    run(&**tx, sql, binds![statement, merchant, until]).await
}
