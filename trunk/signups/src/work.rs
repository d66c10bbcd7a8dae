//! What the desk does by itself.

use jobs::Worker;

use crate::house::Signups;
use crate::verbs::expire;

/// Gives the worker everything of this crate.
#[must_use]
pub fn work(_: &Signups, worker: Worker) -> Worker {
    worker.on(expire::JOB, |job, store| async move { expire::perform(&job, &store).await })
}
