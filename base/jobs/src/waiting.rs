//! For tests: all work done, or a story that says what was left.

use store::{Fault, Outcome, Store};
use uuid::Uuid;

use crate::Worker;
use crate::rows::{job, outbox};

const MOST: i64 = 100;

/// Work that should have been done by now and was not.
#[derive(Clone, Debug)]
pub struct Left {
    pub root: Uuid,
    pub kind: String,
    /// Who was to do it; `outbox` for an event not dealt out.
    pub handler: String,
    pub tries: i32,
    pub error: Option<String>,
}

/// What is due and not done: events not dealt out, jobs never tried, waiting to be tried again, or parked. Work put off to a
/// later instant is none of it. The first hundred of each.
///
/// # Errors
/// [`Fault::Database`].
pub async fn left_over(store: &Store) -> Outcome<Vec<Left>> {
    let events = outbox::waiting(store, MOST).await?.into_iter();
    let mut left: Vec<_> =
        events.map(|e| Left { root: e.root, kind: e.kind, handler: "outbox".to_owned(), tries: 0, error: None }).collect();
    let jobs = job::overdue(store, MOST).await?.into_iter();
    left.extend(jobs.map(|j| Left { root: j.root, kind: j.kind, handler: j.line, tries: j.tries, error: j.error }));
    Ok(left)
}

/// Does all work that is due, and says how many jobs that were.
///
/// # Errors
/// [`Fault::Internal`] with what was left, when a handler failed or nobody handles a kind.
pub async fn drain(worker: &Worker) -> Outcome<u64> {
    let done = worker.tick().await?;
    match left_over(worker.store()).await?.as_slice() {
        [] => Ok(done),
        left => Err(Fault::Internal(format!("jobs are left: {left:?}"))),
    }
}
