use jobs::Job;
use serde::Deserialize;
use serde_json::json;
use store::{Actor, Outcome, Store};
use uuid::Uuid;

use crate::Venues;
use crate::rows::{change, venue};

/// What `organisation` says when a union was merged, split or closed.
#[derive(Deserialize)]
struct Ended {
    union: Uuid,
    successor: Uuid,
}

/// The venues of a union that has ended are kept by the one that stands in its place today; what was counted before stays
/// where it was.
///
/// # Errors
/// [`store::Fault::Database`]; the job is then tried again.
pub(crate) async fn follow(v: &Venues, job: &Job, store: &Store) -> Outcome<()> {
    let ended: Ended = job.payload_as()?;
    v.federation().refresh(store).await?;
    let to = v.federation().today_of(ended.successor).map_or(ended.successor, |u| u.id);
    store
        .write("venues.follow", &Actor::house(), |tx| async move {
            let moved = venue::pass_on(&tx, ended.union, to).await?;
            for id in &moved {
                change::insert(&tx, *id, *id, "passed-on", "", None).await?;
            }
            tx.record("union", ended.union, json!({ "to": to, "venues": moved.len() }));
            job.once(&tx).await
        })
        .await
}
