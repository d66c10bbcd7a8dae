use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, run, scalar};
use uuid::Uuid;

/// What happened to the money of an account.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Movement {
    pub account_id: Uuid,
    /// `opened`, `added`, `spent`, `unspent` or `released`.
    pub what: String,
    /// Fen.
    pub fen: i64,
    /// The place it was for: allotment and queue number; no allotment and 0 where it was for none.
    pub allotment_id: Option<Uuid>,
    pub number: i64,
    pub done_by: Option<Uuid>,
    /// Unix milliseconds.
    pub at: i64,
}

impl Movement {
    /// Nothing yet, of this account.
    pub(crate) fn of(account_id: Uuid) -> Self {
        Self { account_id, what: String::new(), fen: 0, allotment_id: None, number: 0, done_by: None, at: 0 }
    }
}

pub(crate) async fn add(tx: &Tx, m: &Movement) -> Outcome<()> {
    let sql = "INSERT INTO desk_movement (account_id, id, what, fen, allotment_id, number, done_by, at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = binds![m.account_id, tx.new_id(), m.what.clone(), m.fen, m.allotment_id, m.number, m.done_by, m.at];
    run(&**tx, sql, values).await?;
    Ok(())
}

/// What was spent of the subsidy of one place, in fen.
pub(crate) async fn spent_of(db: &impl ConnectionTrait, allotment: Uuid, number: i64) -> Outcome<i64> {
    let sql = "SELECT CAST(COALESCE(SUM(CASE what WHEN 'spent' THEN fen WHEN 'unspent' THEN -fen ELSE 0 END), 0) AS BIGINT) \
        FROM desk_movement WHERE allotment_id = $1 AND number = $2";
    Ok(scalar(db, sql, binds![allotment, number]).await?.unwrap_or(0))
}

/// What an account went through, the newest first.
pub(crate) async fn of_account(db: &impl ConnectionTrait, account: Uuid, skip: i64, most: i64) -> Outcome<Vec<Movement>> {
    let sql = "SELECT account_id, what, fen, allotment_id, number, done_by, at FROM desk_movement WHERE account_id = $1 \
        ORDER BY at DESC, id DESC LIMIT $2 OFFSET $3";
    all(db, sql, binds![account, most, skip]).await
}

pub(crate) async fn count(db: &impl ConnectionTrait, account: Uuid) -> Outcome<i64> {
    Ok(scalar(db, "SELECT COUNT(*) FROM desk_movement WHERE account_id = $1", binds![account]).await?.unwrap_or(0))
}

/// What was freed of an account because a place was never used, in fen.
pub(crate) async fn released(db: &impl ConnectionTrait, account: Uuid) -> Outcome<i64> {
    let sql = "SELECT CAST(COALESCE(SUM(fen), 0) AS BIGINT) FROM desk_movement WHERE account_id = $1 AND what = 'released'";
    Ok(scalar(db, sql, binds![account]).await?.unwrap_or(0))
}
