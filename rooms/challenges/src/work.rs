//! What this room does by itself: the weekly figures, the end, throwing away what has served, telling people, forgetting whoever
//! was deleted.

use jobs::Worker;

use crate::Challenges;
use crate::verbs::close::{self, CLOSE, CLOSED, THROW_AWAY};
use crate::verbs::reckon::{self, RECKON};
use crate::verbs::{cancel::CANCELLED, forget, redate::REDATED, tell};

/// Gives the worker everything of this crate.
#[must_use]
pub fn work(c: &Challenges, worker: Worker) -> Worker {
    let (reckoning, closing, moving, calling_off) = (c.clone(), c.clone(), c.clone(), c.clone());
    worker
        .on(RECKON, move |job, store| {
            let c = reckoning.clone();
            async move { reckon::weekly(&c, &job, &store).await }
        })
        .on(CLOSE, move |job, _| {
            let c = closing.clone();
            async move { close::perform(&c, &job).await }
        })
        .on(THROW_AWAY, |job, store| async move { close::throw_away(&job, &store).await })
        .subscribe(REDATED, "challenges", move |job, store| {
            let c = moving.clone();
            async move { tell::redated(&c, &job, &store).await }
        })
        .subscribe(CANCELLED, "challenges", move |job, store| {
            let c = calling_off.clone();
            async move { tell::cancelled(&c, &job, &store).await }
        })
        .subscribe(CLOSED, "challenges", |job, store| async move { tell::closed(&job, &store).await })
        .subscribe("membership.erased", "challenges", |job, store| async move { forget::erased(&job, &store).await })
}
