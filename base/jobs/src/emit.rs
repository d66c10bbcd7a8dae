use serde_json::Value as Json;
use store::{Outcome, Tx};
use uuid::Uuid;

use crate::bucket_of;
use crate::rows::{line, outbox};

/// Says inside the caller's transaction that something happened to the aggregate `root`: `emit(&tx, person,
/// "membership.approved", json!({ "union": union }))`. Committed with the change or not at all. `payload` is a JSON object of
/// ids and figures, never a name, a phone or anything sealed.
///
/// Whoever emits on the same root waits until this transaction has ended: emit late in a verb, and roots in a fixed order.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn emit(tx: &Tx, root: Uuid, kind: &'static str, payload: Json) -> Outcome<()> {
    let event = outbox::Event {
        root,
        id: tx.new_id(),
        seq: line::next(tx, root).await?,
        bucket: bucket_of(root),
        kind: kind.to_owned(),
        payload: payload.to_string(),
        at: tx.now(),
    };
    outbox::insert(tx, &event).await?;
    tx.wake();
    Ok(())
}
