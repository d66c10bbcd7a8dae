use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, one, run};
use uuid::Uuid;

/// A voucher redeemed.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Redemption {
    pub allotment_id: Uuid,
    /// The queue number of the entry.
    pub number: i64,
    /// The how manieth time, also counting what was undone.
    pub n: i64,
    pub benefit_id: Uuid,
    pub merchant_id: Uuid,
    pub clerk: Option<Uuid>,
    /// The last four symbols of the code.
    pub code: String,
    /// Fen: what the merchant gets, what of it the member paid there, what the union owes, what left the account.
    pub value: i64,
    pub paid: i64,
    pub owed: i64,
    pub spent: i64,
    /// In the ledger.
    pub fact: Uuid,
    pub given: Option<Uuid>,
    pub day: i32,
    /// Unix milliseconds.
    pub at: i64,
    /// The statement it was settled with.
    pub statement: Option<i32>,
    pub undone_at: Option<i64>,
    pub undone_by: Option<Uuid>,
    pub undone_why: String,
}

impl Redemption {
    #[must_use]
    pub fn stands(&self) -> bool {
        self.undone_at.is_none()
    }
}

const COLUMNS: &str = "allotment_id, number, n, benefit_id, merchant_id, clerk, code, value, paid, owed, spent, fact, given, day, at, \
    statement, undone_at, undone_by, undone_why";

pub(crate) async fn insert(tx: &Tx, r: &Redemption) -> Outcome<()> {
    let sql = format!("INSERT INTO ben_redemption ({COLUMNS}) VALUES {}", store::tuples(1, 19));
    let mut values =
        binds![r.allotment_id, r.number, r.n, r.benefit_id, r.merchant_id, r.clerk, r.code.clone(), r.value].to_vec();
    values.extend(binds![r.paid, r.owed, r.spent, r.fact, r.given, r.day, r.at, r.statement]);
    values.extend(binds![r.undone_at, r.undone_by, r.undone_why.clone()]);
    run(&**tx, &sql, values).await?;
    Ok(())
}

/// Every time one place was redeemed, in order.
pub(crate) async fn of_place(db: &impl ConnectionTrait, allotment: Uuid, number: i64) -> Outcome<Vec<Redemption>> {
    let sql = format!("SELECT {COLUMNS} FROM ben_redemption WHERE allotment_id = $1 AND number = $2 ORDER BY n");
    all(db, &sql, binds![allotment, number]).await
}

/// The latest of a benefit.
pub(crate) async fn of_allotment(db: &impl ConnectionTrait, allotment: Uuid, most: i64) -> Outcome<Vec<Redemption>> {
    let sql = format!("SELECT {COLUMNS} FROM ben_redemption WHERE allotment_id = $1 ORDER BY at DESC, number, n DESC LIMIT $2");
    all(db, &sql, binds![allotment, most]).await
}

/// The latest a clerk's phone redeemed.
pub(crate) async fn of_clerk(db: &impl ConnectionTrait, merchant: Uuid, clerk: Uuid, after: i64) -> Outcome<Vec<Redemption>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM ben_redemption WHERE merchant_id = $1 AND clerk = $2 AND at > $3 ORDER BY at DESC, number LIMIT 50"
    );
    all(db, &sql, binds![merchant, clerk, after]).await
}

/// What was settled with a merchant's statement, in order; also what was taken back since.
pub(crate) async fn of_statement(db: &impl ConnectionTrait, merchant: Uuid, statement: i32) -> Outcome<Vec<Redemption>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM ben_redemption WHERE merchant_id = $1 AND statement = $2 ORDER BY at, allotment_id, number, n"
    );
    all(db, &sql, binds![merchant, statement]).await
}

/// What stands of a merchant up to a day and was not settled, in order.
pub(crate) async fn open(db: &impl ConnectionTrait, merchant: Uuid, until: i32) -> Outcome<Vec<Redemption>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM ben_redemption WHERE merchant_id = $1 AND day <= $2 AND statement IS NULL AND undone_at IS NULL \
         ORDER BY at, allotment_id, number, n"
    );
    all(db, &sql, binds![merchant, until]).await
}

/// Binds what stands unsettled up to a day to a statement.
pub(crate) async fn settle(tx: &Tx, merchant: Uuid, until: i32, statement: i32) -> Outcome<u64> {
    let sql = "UPDATE ben_redemption SET statement = $1 WHERE merchant_id = $2 AND day <= $3 \
        AND statement IS NULL AND undone_at IS NULL";
    run(&**tx, sql, binds![statement, merchant, until]).await
}

/// Takes one back that stands, and is settled or not as it was when it was read; `false` when there is none such.
pub(crate) async fn undo(tx: &Tx, r: &Redemption, by: Option<Uuid>, why: &str) -> Outcome<bool> {
    let sql = "UPDATE ben_redemption SET undone_at = $1, undone_by = $2, undone_why = $3 WHERE allotment_id = $4 AND number = $5 \
        AND n = $6 AND undone_at IS NULL AND COALESCE(statement, 0) = $7";
    let values = binds![tx.now(), by, why, r.allotment_id, r.number, r.n, r.statement.unwrap_or(0)];
    Ok(run(&**tx, sql, values).await? == 1)
}

/// How many stand of a benefit, and what they come to.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Sum {
    pub times: i64,
    pub vouchers: i64,
    pub spent: i64,
}

pub(crate) async fn sum(db: &impl ConnectionTrait, allotment: Uuid) -> Outcome<Sum> {
    let sql = "SELECT COUNT(*) AS times, COUNT(DISTINCT number) AS vouchers, CAST(COALESCE(SUM(spent), 0) AS BIGINT) AS spent \
        FROM ben_redemption WHERE allotment_id = $1 AND undone_at IS NULL";
    Ok(one(db, sql, binds![allotment]).await?.unwrap_or(Sum { times: 0, vouchers: 0, spent: 0 }))
}
