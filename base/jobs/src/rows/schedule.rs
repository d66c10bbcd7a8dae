use store::{Outcome, Store, Tx, all, binds, run};

#[derive(sea_orm::FromQueryResult)]
pub(crate) struct Next {
    pub name: String,
    /// Unix milliseconds.
    pub next_at: i64,
}

pub(crate) async fn all_next(store: &Store) -> Outcome<Vec<Next>> {
    all(store.read(), "SELECT name, next_at FROM job_schedule", []).await
}

pub(crate) async fn create(store: &Store, name: &str, next_at: i64) -> Outcome<()> {
    let sql = "INSERT INTO job_schedule (name, next_at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    store.keep("jobs.schedule", |tx| async move { run(&*tx, sql, binds![name, next_at]).await }).await?;
    Ok(())
}

/// Moves a schedule on; `false` when another process has.
pub(crate) async fn advance(tx: &Tx, name: &str, from: i64, to: i64) -> Outcome<bool> {
    let sql = "UPDATE job_schedule SET next_at = $1 WHERE name = $2 AND next_at = $3";
    Ok(run(&**tx, sql, binds![to, name, from]).await? == 1)
}
