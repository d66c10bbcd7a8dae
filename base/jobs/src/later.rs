use serde_json::Value as Json;
use store::{Instant, Outcome, Tx};
use uuid::Uuid;

use crate::bucket_of;
use crate::rows::{job, line};

/// Puts work off to `due_at` (unix milliseconds; one gone by means at once), inside the caller's transaction. The handler
/// given for `kind` by [`crate::Worker::on`] does it.
///
/// `key` tells apart what one root has waiting under one kind: an offer's id, a day, or `""` where there is one only.
/// Scheduling again under the same root, kind and key **moves** what waits: the newest instant and payload count, tries begin
/// anew, a parked job is taken up again, and a handler at work on the old one finds at [`crate::Job::once`] that it was
/// overtaken. What is done is forgotten: the same key may be used again.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn later(tx: &Tx, root: Uuid, kind: &'static str, payload: Json, due_at: Instant, key: &str) -> Outcome<()> {
    let payload = payload.to_string();
    let seq = line::next(tx, root).await?;
    job::put(
        tx,
        &job::New { root, seq, bucket: bucket_of(root), line: kind, kind, key, payload: &payload, turn: due_at, due_at },
    )
    .await?;
    if due_at <= tx.now() {
        tx.wake();
    }
    Ok(())
}

/// Withdraws what [`later`] put off; `false` when nothing waits under this key. A handler at work on it finds at
/// [`crate::Job::once`] that it is gone.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn cancel(tx: &Tx, root: Uuid, kind: &'static str, key: &str) -> Outcome<bool> {
    job::cancel(tx, root, kind, key).await
}
