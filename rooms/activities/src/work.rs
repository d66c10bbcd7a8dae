//! What this crate does by itself: whoever has a place hears that a meeting was moved or
//! called off, and is reminded the day before.

use jobs::Worker;

use crate::Activities;
use crate::verbs::call_off_meeting::MEETING_OFF;
use crate::verbs::{cancel::CANCELLED, remind, reschedule::MOVED, tell};

/// Gives the worker everything of this crate.
#[must_use]
pub fn work(a: &Activities, worker: Worker) -> Worker {
    let (moving, calling_off) = (a.clone(), a.clone());
    let (striking, reminding, opening) = (a.clone(), a.clone(), a.clone());
    worker
        .subscribe(MOVED, "activities", move |job, store| {
            let a = moving.clone();
            async move { tell::moved(&a, &job, &store).await }
        })
        .subscribe(MEETING_OFF, "activities", move |job, store| {
            let a = striking.clone();
            async move { tell::meeting_off(&a, &job, &store).await }
        })
        .on(remind::BEFORE, move |job, store| {
            let a = reminding.clone();
            async move { remind::tell_before(&a, &job, &store).await }
        })
        .on(remind::OPENS, move |job, store| {
            let a = opening.clone();
            async move { remind::tell_opens(&a, &job, &store).await }
        })
        .subscribe(CANCELLED, "activities", move |job, store| {
            let a = calling_off.clone();
            async move { tell::cancelled(&a, &job, &store).await }
        })
}
