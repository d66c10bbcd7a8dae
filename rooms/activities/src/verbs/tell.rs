//! Whoever has a place or waits for one, is expected, or asked to be reminded is told what became of the activity. The title of an
//! activity is public.

use inbox::{NewNotice, Room, Said};
use jobs::Job;
use serde::Deserialize;
use store::{Fault, Outcome, Store};
use uuid::Uuid;

use crate::Activities;
use crate::rows::activity::{self, Activity};
use crate::rows::{expected, reminder};

/// Notices written in one transaction, so that nobody waits long for the database.
const SOME: usize = 100;

#[derive(Deserialize)]
struct Moved {
    n: i32,
    at: i64,
    revision: i32,
}

#[derive(Deserialize)]
struct Off {
    n: i32,
    at: i64,
}

/// A meeting has another time or place.
pub(crate) async fn moved(a: &Activities, job: &Job, store: &Store) -> Outcome<()> {
    let it: Moved = job.payload_as()?;
    let activity = activity::get(store.read(), job.root).await?.ok_or(Fault::NotFound)?;
    let (day, time) = moment(it.at);
    let said = Said::new("activities-told-moved").title("title", &activity.title).day("day", day).title("time", &time);
    let people = people(a, &activity, false).await?;
    tell(job, store, &activity, &people, &format!("activity-moved/{}/{}/{}", activity.id, it.n, it.revision), &said).await
}

/// One meeting of a series was called off; the others stand.
pub(crate) async fn meeting_off(a: &Activities, job: &Job, store: &Store) -> Outcome<()> {
    let it: Off = job.payload_as()?;
    let activity = activity::get(store.read(), job.root).await?.ok_or(Fault::NotFound)?;
    let reason = reminder::reason(store.read(), job.root, it.n).await?.unwrap_or_default();
    let (day, _) = moment(it.at);
    let said = Said::new("activities-told-off").title("title", &activity.title).day("day", day).title("reason", &reason);
    let people = people(a, &activity, activity.is_cancelled()).await?;
    tell(job, store, &activity, &people, &format!("activity-off/{}/{}", activity.id, it.n), &said).await
}

/// An instant as a notice says it: the day, and `19:00`.
pub(super) fn moment(at: i64) -> (codes::Day, String) {
    let day = codes::Day::from_unix_ms(at);
    let minute = (at - day.start_unix_ms()) / 60_000;
    (day, format!("{}:{:02}", minute / 60, minute % 60))
}

/// The whole activity was called off.
pub(crate) async fn cancelled(a: &Activities, job: &Job, store: &Store) -> Outcome<()> {
    let activity = activity::get(store.read(), job.root).await?.ok_or(Fault::NotFound)?;
    let said = Said::new("activities-told-cancelled").title("title", &activity.title).title("reason", &activity.reason);
    let people = people(a, &activity, true).await?;
    tell(job, store, &activity, &people, &format!("activity-cancelled/{}", activity.id), &said).await
}

/// Everybody who stands there (of one called off, who stood there until then) or, where nobody signs up, asked to be reminded; and
/// the group that is expected at its meetings.
async fn people(a: &Activities, activity: &Activity, is_cancelled: bool) -> Outcome<Vec<Uuid>> {
    let db = a.store().read();
    let mut people = expected::of_activity(db, activity.id).await?;
    match activity.allotment {
        None => people.extend(reminder::of(db, activity.id).await?),
        Some(allotment) => {
            let standing = a.signups.standing_people(allotment).await?;
            people.extend(
                standing.into_iter().filter(|(.., state)| (state == "cancelled") == is_cancelled).map(|(person, ..)| person),
            );
        }
    }
    people.sort_unstable();
    people.dedup();
    Ok(people)
}

/// In portions, each under a key of its own, so that being told again changes nothing.
pub(super) async fn tell(job: &Job, store: &Store, activity: &Activity, people: &[Uuid], key: &str, said: &Said) -> Outcome<()> {
    for some in people.chunks(SOME) {
        let written = store.keep("activities.tell", |tx| async move {
            for person in some {
                inbox::notice(&tx, &NewNotice::new(*person, key, Room::Activities, said.clone(), activity.href())).await?;
            }
            Ok(())
        });
        written.await?;
    }
    store.keep("activities.tell", |tx| async move { job.once(&tx).await }).await
}
