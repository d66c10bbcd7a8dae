//! What this room does by itself: money promised for vouchers that ran out is free again.

use jobs::{Period, Worker};

use crate::{Benefits, lapse};

/// Gives the worker everything of this room.
#[must_use]
pub fn work(b: &Benefits, worker: Worker) -> Worker {
    let b = b.clone();
    worker.every("benefits.lapse", Period::daily_at(2, 30), move |_, _| {
        let b = b.clone();
        async move { lapse(&b).await.map(|_| ()) }
    })
}
