//! What this crate does by itself: forgetting whoever was deleted.

use jobs::{Job, Worker};
use store::{Outcome, Store};

use crate::verbs::forget::forget;

/// Gives the worker everything of this crate.
#[must_use]
pub fn work(worker: Worker) -> Worker {
    worker.subscribe("membership.erased", "agenda", |job, store| async move { erased(&job, &store).await })
}

async fn erased(job: &Job, store: &Store) -> Outcome<()> {
    store
        .keep("agenda.hear", |tx| async move {
            forget(&tx, job.root).await?;
            job.once(&tx).await
        })
        .await
}
