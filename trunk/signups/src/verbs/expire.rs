use jobs::Job;
use serde_json::json;
use store::{Actor, Fault, Instant, Outcome, Store, Tx};
use uuid::Uuid;

use crate::rows::{allotment, entry};
use crate::verbs::move_up::Held;

pub(crate) const JOB: &str = "signups.expire";

/// Makes sure that the allotment is looked at when this falls due. One look may do for many: each puts off the next.
pub(crate) async fn look_at(tx: &Tx, id: Uuid, due: Instant) -> Outcome<()> {
    jobs::later(tx, id, JOB, json!({}), due, &due.to_string()).await
}

/// Offers nobody answered and prices nobody paid: the place goes to the next in line.
pub(crate) async fn perform(job: &Job, store: &Store) -> Outcome<()> {
    let id = job.root;
    let is_there = allotment::get(store.read(), id).await?.is_some();
    store
        .write("signups.expire", &Actor::house(), |tx| async move {
            if is_there {
                expire(&tx, id).await?;
            } else {
                tx.changes_nothing();
            }
            job.once(&tx).await
        })
        .await
}

async fn expire(tx: &Tx, id: Uuid) -> Outcome<()> {
    let mut held = match Held::open(tx, id).await {
        Err(Fault::NotFound) => {
            tx.changes_nothing();
            return Ok(());
        }
        held => held?,
    };
    let overdue = entry::overdue(tx, id, tx.now()).await?;
    if overdue.is_empty() {
        tx.changes_nothing();
        return Ok(());
    }
    for mut e in overdue {
        held.end(tx, &mut e, "expired", None).await?;
        tx.record("allotment", id, json!({ "number": e.number, "state": "expired" }));
        jobs::emit(tx, id, "signups.expired", json!({ "number": e.number })).await?;
    }
    held.move_up(tx).await?;
    held.close(tx).await
}
