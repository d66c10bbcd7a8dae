//! What is not yet in the pages.

use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, binds, places, run, tuples};
use uuid::Uuid;

use super::fold;

#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub(crate) struct TailRow {
    pub event: Uuid,
    pub fact: Uuid,
    pub is_gone: bool,
}

pub(crate) struct NewTail {
    pub event: Uuid,
    pub fact: Uuid,
    pub is_gone: bool,
    pub month: i32,
    pub host: Uuid,
}

/// 5 binds a row.
const BATCH: usize = 2_048;

pub(crate) async fn insert(tx: &Tx, rows: &[NewTail]) -> Outcome<()> {
    for batch in store::portions(rows, BATCH) {
        let values: Vec<Value> = batch.iter().flat_map(|t| binds![t.event, t.fact, t.is_gone, t.month, t.host]).collect();
        let sql = format!("INSERT INTO ledger_tail (event, fact, is_gone, month, host) VALUES {}", tuples(batch.len(), 5));
        run(&**tx, &sql, values).await?;
    }
    Ok(())
}

/// These facts count no more: what waited in the tail waits no longer, what was folded waits to be taken back. Whoever folds at
/// this moment is waited for, and waits until the commit: which of the two it is must not change meanwhile.
pub(crate) async fn retract(tx: &Tx, facts: &[(Uuid, Uuid)]) -> Outcome<()> {
    #[derive(FromQueryResult)]
    struct Was {
        month: i32,
        host: Uuid,
        event: Uuid,
        id: Uuid,
    }
    if !facts.is_empty() {
        fold::hold(tx).await?;
    }
    for batch in store::portions(facts, BATCH) {
        let values: Vec<Value> = batch.iter().flat_map(|(event, fact)| binds![*event, *fact]).collect();
        let wanted = tuples(batch.len(), 2);
        let sql = format!(
            "DELETE FROM ledger_tail WHERE (event, fact) IN (VALUES {wanted}) AND is_gone = FALSE RETURNING event, fact, is_gone"
        );
        let waited: Vec<TailRow> = all(&**tx, &sql, values.clone()).await?;
        if waited.len() == batch.len() {
            continue;
        }
        let sql = format!(
            "WITH wanted (event, id) AS (VALUES {wanted}) SELECT f.event, f.id, f.month, f.host FROM wanted w CROSS JOIN ledger_fact f \
             WHERE f.event = w.event AND f.id = w.id"
        );
        let mut folded: Vec<Was> = all(&**tx, &sql, values).await?;
        let waited: std::collections::HashSet<Uuid> = waited.into_iter().map(|t| t.fact).collect();
        folded.retain(|f| !waited.contains(&f.id));
        let gone: Vec<NewTail> = folded
            .into_iter()
            .map(|f| NewTail { event: f.event, fact: f.id, is_gone: true, month: f.month, host: f.host })
            .collect();
        insert(tx, &gone).await?;
    }
    Ok(())
}

/// The next to be folded (or, if `is_gone`, to be taken back), of one place and month after the other; held until the commit.
pub(crate) async fn next(tx: &Tx, is_gone: bool, most: usize) -> Outcome<Vec<TailRow>> {
    let sql = "SELECT event, fact, is_gone FROM ledger_tail WHERE is_gone = $1 ORDER BY month, host LIMIT $2";
    tx.lock_all(sql, binds![is_gone, i64::try_from(most).unwrap_or(i64::MAX)]).await
}

pub(crate) async fn delete(tx: &Tx, rows: &[TailRow]) -> Outcome<()> {
    for batch in store::portions(rows, BATCH) {
        let values: Vec<Value> = batch.iter().flat_map(|t| binds![t.event, t.fact]).collect();
        let sql = format!("DELETE FROM ledger_tail WHERE (event, fact) IN (VALUES {})", tuples(batch.len(), 2));
        run(&**tx, &sql, values).await?;
    }
    Ok(())
}

/// Whatever waits of these months; none where it is more than `most`.
pub(crate) async fn of_months(db: &impl ConnectionTrait, months: (i32, i32), most: usize) -> Outcome<Option<Vec<TailRow>>> {
    let sql = format!(
        "SELECT event, fact, is_gone FROM ledger_tail WHERE is_gone IN ({}) AND month >= $3 AND month <= $4 LIMIT $5",
        places(1, 2)
    );
    let limit = i64::try_from(most).unwrap_or(i64::MAX - 1) + 1;
    let rows: Vec<TailRow> = all(db, &sql, binds![false, true, months.0, months.1, limit]).await?;
    Ok((rows.len() <= most).then_some(rows))
}
