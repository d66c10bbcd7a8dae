//! What must hold of the vouchers at any moment, asked of the whole database.

use sea_orm::FromQueryResult;
use store::{Outcome, Store, all};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    stands: i64,
    adds_up: i64,
}

/// Each: what is said of it, then a query of ids with what a row says and what the rows below it add up to.
const QUESTIONS: &[(&str, &str)] = &[
    (
        "fen owed by a statement",
        "SELECT s.merchant_id AS id, s.owed AS stands, CAST(COALESCE((SELECT SUM(r.owed) FROM ben_redemption r WHERE \
         r.merchant_id = s.merchant_id AND r.statement = s.n), 0) AS BIGINT) - CAST(COALESCE((SELECT SUM(c.owed) FROM ben_correction c \
         WHERE c.merchant_id = s.merchant_id AND c.statement = s.n), 0) AS BIGINT) AS adds_up FROM ben_statement s",
    ),
    (
        "redemptions of a statement",
        "SELECT s.merchant_id AS id, s.redemptions AS stands, (SELECT COUNT(*) FROM ben_redemption r WHERE \
         r.merchant_id = s.merchant_id AND r.statement = s.n) AS adds_up FROM ben_statement s",
    ),
    (
        "settled redemptions taken back",
        "SELECT m.id, (SELECT COUNT(*) FROM ben_redemption r WHERE r.merchant_id = m.id AND r.statement IS NOT NULL \
         AND r.undone_at IS NOT NULL) AS stands, (SELECT COUNT(*) FROM ben_correction c WHERE c.merchant_id = m.id) AS adds_up \
         FROM ben_merchant m",
    ),
    ("fen redeemed", "SELECT r.allotment_id AS id, r.value AS stands, r.paid + r.owed AS adds_up FROM ben_redemption r"),
];

/// Where the vouchers do not add up, one line each; empty when they do.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn check(store: &Store) -> Outcome<Vec<String>> {
    let mut faults = Vec::new();
    for (what, sql) in QUESTIONS {
        let sql = format!("SELECT id, stands, adds_up FROM ({sql}) q WHERE stands <> adds_up ORDER BY id LIMIT 20");
        let rows: Vec<Row> = all(store.read(), &sql, []).await?;
        faults.extend(rows.iter().map(|r| format!("{what} of {}: {} stands, {} adds up", r.id, r.stands, r.adds_up)));
    }
    Ok(faults)
}
