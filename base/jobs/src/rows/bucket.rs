use sea_orm::FromQueryResult;
use store::{Outcome, Store, all, binds, run};
use uuid::Uuid;

use super::job::IS_FIRST;

#[derive(FromQueryResult)]
struct Row {
    bucket: i32,
}

/// The buckets that have something to do now.
pub(crate) async fn waiting(store: &Store) -> Outcome<Vec<i32>> {
    let sql = format!(
        "SELECT bucket FROM outbox UNION SELECT bucket FROM job WHERE retry_at <= $1 AND parked_at IS NULL AND {IS_FIRST} ORDER BY 1"
    );
    let rows: Vec<Row> = all(store.read(), &sql, binds![store.now()]).await?;
    Ok(rows.into_iter().map(|row| row.bucket).collect())
}

/// Claims a bucket nobody holds, or whose holder let the lease run out.
pub(crate) async fn claim(store: &Store, bucket: i32, by: Uuid, lease: i64) -> Outcome<bool> {
    let sql = "INSERT INTO job_bucket (bucket, claimed_by, claimed_until) VALUES ($1, $2, $3) \
        ON CONFLICT (bucket) DO UPDATE SET claimed_by = excluded.claimed_by, claimed_until = excluded.claimed_until \
        WHERE job_bucket.claimed_until <= $4";
    store
        .keep("jobs.claim", |tx| async move { run(&*tx, sql, binds![bucket, by, tx.now() + lease, tx.now()]).await })
        .await
        .map(|n| n == 1)
}

/// Lengthens a lease that nobody took over.
pub(crate) async fn renew(store: &Store, bucket: i32, by: Uuid, lease: i64) -> Outcome<bool> {
    let sql = "UPDATE job_bucket SET claimed_until = $1 WHERE bucket = $2 AND claimed_by = $3";
    store.keep("jobs.renew", |tx| async move { run(&*tx, sql, binds![tx.now() + lease, bucket, by]).await }).await.map(|n| n == 1)
}

/// Gives a bucket back.
pub(crate) async fn release(store: &Store, bucket: i32, by: Uuid) -> Outcome<()> {
    let sql = "UPDATE job_bucket SET claimed_until = 0 WHERE bucket = $1 AND claimed_by = $2";
    store.keep("jobs.release", |tx| async move { run(&*tx, sql, binds![bucket, by]).await }).await?;
    Ok(())
}
