//! One try of one job.

use std::time::Duration;

use store::{Fault, Outcome};
use tokio::task::{JoinError, JoinSet};

use crate::bucket::Claim;
use crate::rows::job::{self, Row};
use crate::{Job, Worker};

/// After so many tries a job is parked: with the delays below about twenty hours after the first.
pub const MOST_TRIES: i32 = 10;

const FIRST_DELAY_MS: i64 = 5_000;
const LONGEST_DELAY_MS: i64 = 6 * 3_600_000;
/// While a handler is at work its lease is looked after this often.
const LOOK_AFTER: Duration = Duration::from_secs(20);
/// A handler that has been looked after so often hangs: ten minutes.
const MOST_LOOKS: u32 = 30;
/// An error's text is kept up to here; the log has all of it.
const LONGEST_ERROR: usize = 500;

/// How long to wait after so many failed tries, in milliseconds: 5 s, then four times as long each time, at most 6 hours.
#[must_use]
pub fn delay_after(tries: i32) -> i64 {
    let doublings = u32::try_from(tries.clamp(1, 20) - 1).unwrap_or(0) * 2;
    (FIRST_DELAY_MS << doublings).min(LONGEST_DELAY_MS)
}

impl Worker {
    /// Tries a job; `true` when it is no more.
    pub(crate) async fn perform(&self, row: &Row, claim: &mut Claim) -> Outcome<bool> {
        let store = &self.store;
        match self.hand_over(row, claim).await {
            Ok(()) => {
                // A handler that called `once` has ended the job already: then there is nothing to write.
                if job::stands(store.read(), row.root, row.id, row.seq).await? {
                    store.keep("jobs.finish", |tx| async move { job::finish(&tx, row.root, row.id, row.seq).await }).await?;
                }
                self.numbers.done();
                Ok(true)
            }
            Err(fault) => {
                let tries = row.tries + 1;
                let gives_up = tries >= MOST_TRIES;
                let error: String = fault.to_string().chars().filter(|c| *c != '\0').take(LONGEST_ERROR).collect();
                let error = error.as_str();
                let written = store
                    .keep("jobs.fail", |tx| async move {
                        let parked_at = gives_up.then(|| tx.now());
                        job::fail(&tx, row, error, tx.now() + delay_after(tries), parked_at).await
                    })
                    .await?;
                if written {
                    self.numbers.failed();
                    tracing::warn!(kind = row.kind, line = row.line, root = %row.root, tries, parked = gives_up, %fault, "a job failed");
                }
                // Not written: done, moved or withdrawn by somebody else while it was in our hands.
                Ok(!written)
            }
        }
    }

    async fn hand_over(&self, row: &Row, claim: &mut Claim) -> Outcome<()> {
        let handler = self
            .handler(&row.line, &row.kind)
            .ok_or_else(|| Fault::Internal(format!("nobody here handles {} for {}", row.kind, row.line)))?;
        // A task of its own, so that a panic ends the try and not the worker; dropped with this future, so that a worker that is
        // stopped leaves nothing running.
        let mut task = JoinSet::new();
        task.spawn(handler(Job::read(row)?, self.store.clone()));
        for _ in 0..MOST_LOOKS {
            tokio::select! {
                ended = task.join_next() => return ended.unwrap_or(Ok(Ok(()))).unwrap_or_else(|error| Err(panicked(error))),
                // Losing the bucket meanwhile does not stop the handler: what it does only once, it does by `once`.
                () = tokio::time::sleep(LOOK_AFTER) => { claim.holds(&self.store).await?; }
            }
        }
        Err(Fault::Internal("the handler hangs".into()))
    }
}

fn panicked(error: JoinError) -> Fault {
    let what = match error.try_into_panic() {
        Ok(panic) => match panic.downcast::<String>() {
            Ok(text) => *text,
            Err(panic) => panic.downcast::<&str>().map_or_else(|_| "with no text".to_owned(), |text| (*text).to_owned()),
        },
        Err(error) => error.to_string(),
    };
    Fault::Internal(format!("the handler panicked: {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_grow_and_end() {
        let delays: Vec<i64> = (1..=MOST_TRIES).map(delay_after).collect();
        assert_eq!(delays[..4], [5_000, 20_000, 80_000, 320_000]);
        assert!(delays.is_sorted() && delays[9] == LONGEST_DELAY_MS && delay_after(i32::MAX) == LONGEST_DELAY_MS);
    }
}
