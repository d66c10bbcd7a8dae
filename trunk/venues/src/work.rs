//! What this crate does by itself: what nobody answered gives its time back, and venues follow a union that ended.

use jobs::Worker;

use crate::Venues;
use crate::verbs::expire::expire;
use crate::verbs::follow::follow;

/// Gives the worker everything of this crate.
#[must_use]
pub fn work(v: &Venues, worker: Worker) -> Worker {
    let following = v.clone();
    worker.on("venues.expire", |job, store| async move { expire(&job, &store).await }).subscribe(
        organisation::events::UNION_ENDED,
        "venues",
        move |job, store| {
            let v = following.clone();
            async move { follow(&v, &job, &store).await }
        },
    )
}
