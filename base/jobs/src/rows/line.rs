use store::{Outcome, Store, Tx, binds, run, scalar};
use uuid::Uuid;

/// The next number of this root. Whoever comes after on the same root waits for this transaction to end, so the numbers are in
/// the order of the commits.
pub(crate) async fn next(tx: &Tx, root: Uuid) -> Outcome<i64> {
    let sql = "INSERT INTO job_line (root, last, used_at) VALUES ($1, 1, $2) \
        ON CONFLICT (root) DO UPDATE SET last = job_line.last + 1, used_at = excluded.used_at RETURNING last";
    Ok(scalar(&**tx, sql, binds![root, tx.now()]).await?.unwrap_or(1))
}

/// Drops the counters of roots quiet since `before` that have nothing left to do. A root used meanwhile has a newer `used_at`,
/// which the database looks at again before it deletes, so a number is never handed out twice.
pub(crate) async fn sweep(store: &Store, before: i64) -> Outcome<u64> {
    let sql = "DELETE FROM job_line WHERE used_at < $1 \
        AND NOT EXISTS (SELECT 1 FROM job WHERE job.root = job_line.root) \
        AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.root = job_line.root)";
    store.keep("jobs.sweep", |tx| async move { run(&*tx, sql, binds![before]).await }).await
}
