//! What this room does by itself: whoever has a voucher hears from when it is good, and money promised for vouchers that ran out is
//! free again.

use jobs::{Period, Worker};

use crate::verbs::tell_ready::{self, READY};
use crate::{Benefits, lapse};

/// Gives the worker everything of this room.
#[must_use]
pub fn work(b: &Benefits, worker: Worker) -> Worker {
    let (b, telling) = (b.clone(), b.clone());
    let worker = worker.on(READY, move |job, store| {
        let b = telling.clone();
        async move { tell_ready::tell(&b, &job, &store).await }
    });
    worker.every("benefits.lapse", Period::daily_at(2, 30), move |_, _| {
        let b = b.clone();
        async move { lapse(&b).await.map(|_| ()) }
    })
}
