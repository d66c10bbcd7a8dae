//! What this crate does by itself: sending out what was put off, and turning what other crates say happened into tasks and
//! notices.

use jobs::Worker;

use crate::hear::{hear_membership, hear_organisation};
use crate::house::Inbox;
use crate::verbs::send;

/// Gives the worker everything of this crate.
#[must_use]
pub fn work(inbox: &Inbox, worker: Worker) -> Worker {
    let sending = inbox.clone();
    let worker = worker.on("inbox.send", |job, store| async move { send::gather(&job, &store).await }).subscribe(
        "inbox.deliver",
        "inbox",
        move |job, _| {
            let inbox = sending.clone();
            async move { send::hand_over(&inbox, &job).await }
        },
    );
    hear_membership(inbox, hear_organisation(inbox, worker))
}
