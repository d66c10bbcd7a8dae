use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use store::{Fault, Instant, Outcome, Tx};
use uuid::Uuid;

use crate::rows;

/// One piece of work in a handler's hands.
#[derive(Clone, Debug)]
pub struct Job {
    /// The aggregate it is about; for a schedule an id made from its name.
    pub root: Uuid,
    /// The same at every try: fit as the idempotency key of a service outside.
    pub id: Uuid,
    pub kind: String,
    /// As given to [`crate::later`]; the event's id for an event; the planned instant for a schedule.
    pub key: String,
    pub payload: Json,
    /// When it happened, or was to be done: unix milliseconds.
    pub due_at: Instant,
    /// 1 at the first try.
    pub tries: i32,
    seq: i64,
}

impl Job {
    pub(crate) fn read(row: &rows::job::Row) -> Outcome<Self> {
        let payload = serde_json::from_str(&row.payload).map_err(|e| Fault::Internal(format!("payload of {}: {e}", row.kind)))?;
        Ok(Self {
            root: row.root,
            id: row.id,
            kind: row.kind.clone(),
            key: row.key.clone(),
            payload,
            due_at: row.due_at,
            tries: row.tries + 1,
            seq: row.seq,
        })
    }

    /// The payload as a type.
    ///
    /// # Errors
    /// [`Fault::Internal`] when it has another shape.
    pub fn payload_as<T: DeserializeOwned>(&self) -> Outcome<T> {
        serde_json::from_value(self.payload.clone()).map_err(|e| Fault::Internal(format!("payload of {}: {e}", self.kind)))
    }

    /// Ends the job in the handler's own write transaction, so that the effect and the end commit together: the effect happens
    /// exactly once, whatever is killed and whoever else has the job in hand. Where a handler has several transactions, this
    /// belongs into the last.
    ///
    /// # Errors
    /// [`Fault::NotFound`] when the job was done, moved or withdrawn meanwhile; answer it with `?`, which undoes the effect.
    pub async fn once(&self, tx: &Tx) -> Outcome<()> {
        if rows::job::finish(tx, self.root, self.id, self.seq).await? { Ok(()) } else { Err(Fault::NotFound) }
    }
}
