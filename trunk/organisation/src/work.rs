//! What this crate does by itself: calling to mind that a committee's term ends.

use codes::Day;
use jobs::{Job, Period, Worker};
use store::{Outcome, Store};

use crate::events;
use crate::rows::term;
use crate::rules::term::{REMINDERS, is_reminder_due};

/// Terms looked through in one round; what is left is found tomorrow, long before it matters.
const MOST: i64 = 20_000;

/// Gives the worker the schedules of this crate. Terms that end soon are looked for every morning before work begins.
#[must_use]
pub fn work(worker: Worker) -> Worker {
    worker.every(
        "organisation.remind_terms",
        Period::daily_at(6, 30),
        |job, store| async move { remind_terms(&job, &store).await },
    )
}

/// Says of every living union whose last committee's term ends within six, three or one months that it does, once for each
/// of the three. A round broken off is taken up where it was: each reminder is a transaction of its own.
async fn remind_terms(job: &Job, store: &Store) -> Outcome<()> {
    let today = Day::from_unix_ms(store.now());
    let first = REMINDERS.iter().copied().max().unwrap_or_default();
    let ending = term::ending(store.read(), today, today.plus_months(first), MOST).await?;
    for one in ending.iter().filter(|t| is_reminder_due(Day(t.until_day), Day(t.reminded_day), today)) {
        store
            .keep("organisation.remind_terms", |tx| async move {
                term::reminded(&tx, one.union_id, one.number, today).await?;
                events::term_ends(&tx, one).await
            })
            .await?;
    }
    tracing::debug!(terms = ending.len(), key = job.key, "terms of office looked through");
    Ok(())
}
