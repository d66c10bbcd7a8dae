//! What must hold of the desk at any moment, asked of the whole database.

use sea_orm::FromQueryResult;
use store::{Outcome, Store, all, binds, scalar};
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
        "heads with a place",
        "SELECT a.id, a.taken AS stands, CAST(COALESCE((SELECT SUM(e.heads) FROM desk_entry e WHERE e.allotment_id = a.id \
         AND e.state IN ('placed', 'offered')), 0) AS BIGINT) AS adds_up FROM desk_allotment a",
    ),
    (
        "people on the waiting list",
        "SELECT a.id, a.waiting AS stands, (SELECT COUNT(*) FROM desk_entry e WHERE e.allotment_id = a.id \
         AND e.state = 'waiting') AS adds_up FROM desk_allotment a",
    ),
    (
        "the last queue number",
        "SELECT a.id, a.last AS stands, COALESCE((SELECT MAX(e.number) FROM desk_entry e WHERE e.allotment_id = a.id), 0) \
         AS adds_up FROM desk_allotment a",
    ),
    (
        "heads counted with a group",
        "SELECT s.allotment_id AS id, s.taken AS stands, CAST(COALESCE((SELECT SUM(e.heads) FROM desk_entry e \
         WHERE e.allotment_id = s.allotment_id AND e.pot = s.n AND e.state IN ('placed', 'offered')), 0) AS BIGINT) AS adds_up \
         FROM desk_share s",
    ),
    (
        "fen reserved of an account",
        "SELECT c.id, c.reserved + c.spent AS stands, CAST(COALESCE((SELECT SUM(e.subsidy) FROM desk_entry e \
         JOIN desk_allotment a ON a.id = e.allotment_id WHERE a.account = c.id), 0) AS BIGINT) AS adds_up FROM desk_account c",
    ),
    (
        "fen spent of an account",
        "SELECT c.id, c.spent AS stands, CAST(COALESCE((SELECT SUM(CASE m.what WHEN 'spent' THEN m.fen WHEN 'unspent' THEN -m.fen \
         ELSE 0 END) FROM desk_movement m WHERE m.account_id = c.id), 0) AS BIGINT) AS adds_up FROM desk_account c",
    ),
    (
        "fen put into an account",
        "SELECT c.id, c.amount AS stands, CAST(COALESCE((SELECT SUM(m.fen) FROM desk_movement m WHERE m.account_id = c.id \
         AND m.what IN ('opened', 'added')), 0) AS BIGINT) AS adds_up FROM desk_account c",
    ),
    (
        "fen paid at the desk",
        "SELECT a.id, CAST(COALESCE((SELECT SUM(e.price) FROM desk_entry e WHERE e.allotment_id = a.id AND e.pay = 'paid'), 0) \
         AS BIGINT) AS stands, CAST(COALESCE((SELECT SUM(CASE p.what WHEN 'paid' THEN p.fen ELSE -p.fen END) FROM desk_receipt p \
         WHERE p.allotment_id = a.id), 0) AS BIGINT) AS adds_up FROM desk_allotment a",
    ),
    (
        "receipts of a day",
        "SELECT t.union_id AS id, t.last AS stands, (SELECT COUNT(*) FROM desk_receipt p WHERE p.union_id = t.union_id \
         AND p.day = t.day) AS adds_up FROM desk_till t",
    ),
    (
        "fen of a day that was closed",
        "SELECT t.union_id AS id, t.cash + t.transfer + t.card AS stands, CAST(COALESCE((SELECT SUM(CASE p.what WHEN 'paid' \
         THEN p.fen ELSE -p.fen END) FROM desk_receipt p WHERE p.union_id = t.union_id AND p.day = t.day), 0) AS BIGINT) \
         AS adds_up FROM desk_till t WHERE t.closed_at IS NOT NULL",
    ),
    (
        "heads claimed by a person",
        "SELECT c.person AS id, c.taken AS stands, CAST(COALESCE((SELECT SUM(e.heads) FROM desk_entry e \
         JOIN desk_allotment a ON a.id = e.allotment_id WHERE e.person = c.person AND a.claim = c.claim \
         AND a.claim_period = c.period AND e.state IN ('placed', 'offered')), 0) AS BIGINT) AS adds_up FROM desk_claim c",
    ),
];

/// Where the desk does not add up, one line each; empty when it does.
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

/// The keys of all entries of an allotment, and how many heads have a place beyond what there is: what a measurement compares
/// with what was acknowledged to its clients.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn all_keys(store: &Store, allotment: Uuid) -> Outcome<(Vec<Uuid>, i64)> {
    #[derive(FromQueryResult)]
    struct Key {
        key: Uuid,
    }
    let db = store.read();
    let keys: Vec<Key> = all(db, "SELECT key FROM desk_entry WHERE allotment_id = $1", binds![allotment]).await?;
    let sql = "SELECT CAST(COALESCE(SUM(e.heads), 0) AS BIGINT) - (SELECT a.places FROM desk_allotment a WHERE a.id = $1) \
        FROM desk_entry e WHERE e.allotment_id = $2 AND e.state IN ('placed', 'offered')";
    let over: i64 = scalar(db, sql, binds![allotment, allotment]).await?.unwrap_or(0);
    Ok((keys.into_iter().map(|k| k.key).collect(), over.max(0)))
}
