use store::{Outcome, Store, Tx, all, binds, run};
use uuid::Uuid;

#[derive(Clone, sea_orm::FromQueryResult)]
pub(crate) struct Event {
    pub root: Uuid,
    pub id: Uuid,
    pub seq: i64,
    pub bucket: i32,
    pub kind: String,
    pub payload: String,
    pub at: i64,
}

pub(crate) async fn insert(tx: &Tx, event: &Event) -> Outcome<()> {
    let sql = "INSERT INTO outbox (root, id, seq, bucket, kind, payload, at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let Event { root, id, seq, bucket, kind, payload, at } = event;
    run(&**tx, sql, binds![*root, *id, *seq, *bucket, kind.as_str(), payload.as_str(), *at]).await?;
    Ok(())
}

/// The first events of a bucket, each root's in order.
pub(crate) async fn first(store: &Store, bucket: i32, most: i64) -> Outcome<Vec<Event>> {
    let sql = "SELECT root, id, seq, bucket, kind, payload, at FROM outbox WHERE bucket = $1 ORDER BY root, seq LIMIT $2";
    all(store.read(), sql, binds![bucket, most]).await
}

/// Takes an event out; `false` when somebody else has.
pub(crate) async fn take(tx: &Tx, event: &Event) -> Outcome<bool> {
    let sql = "DELETE FROM outbox WHERE root = $1 AND id = $2";
    Ok(run(&**tx, sql, binds![event.root, event.id]).await? == 1)
}

#[derive(sea_orm::FromQueryResult)]
pub(crate) struct Waiting {
    pub root: Uuid,
    pub kind: String,
}

/// Events not yet dealt out.
pub(crate) async fn waiting(store: &Store, most: i64) -> Outcome<Vec<Waiting>> {
    all(store.read(), "SELECT root, kind FROM outbox ORDER BY root, seq LIMIT $1", binds![most]).await
}
