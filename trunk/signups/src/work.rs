//! What the desk does by itself.

use jobs::{Period, Worker};

use crate::house::Signups;
use crate::notices;
use crate::verbs::{account, draw_open, draw_prepare, expire, forget};

/// Gives the worker everything of this crate.
#[must_use]
pub fn work(s: &Signups, worker: Worker) -> Worker {
    let s = s.clone();
    let worker = worker
        .subscribe("membership.erased", "signups", move |job, _| {
            let s = s.clone();
            async move { forget::erased(&s, &job).await }
        })
        .on(expire::JOB, |job, store| async move { expire::perform(&job, &store).await })
        .on(draw_prepare::FREEZE, |job, store| async move { draw_prepare::perform(&job, &store).await })
        .on(draw_prepare::UNSEAL, |job, store| async move { draw_open::perform(&job, &store).await })
        .on(account::FUNDED, |job, store| async move { account::perform(&job, &store).await })
        .every("signups.forget_answers", Period::daily_at(3, 15), |_, store| async move {
            crate::forget_answers(&store).await.map(|_| ())
        });
    notices::hear(worker)
}
