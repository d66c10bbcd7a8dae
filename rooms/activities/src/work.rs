//! What this crate does by itself: whoever has a place hears that a meeting was moved or an activity called off.

use jobs::Worker;

use crate::Activities;
use crate::verbs::{cancel::CANCELLED, reschedule::MOVED, tell};

/// Gives the worker everything of this crate.
#[must_use]
pub fn work(a: &Activities, worker: Worker) -> Worker {
    let (moving, calling_off) = (a.clone(), a.clone());
    worker
        .subscribe(MOVED, "activities", move |job, store| {
            let a = moving.clone();
            async move { tell::moved(&a, &job, &store).await }
        })
        .subscribe(CANCELLED, "activities", move |job, store| {
            let a = calling_off.clone();
            async move { tell::cancelled(&a, &job, &store).await }
        })
}
