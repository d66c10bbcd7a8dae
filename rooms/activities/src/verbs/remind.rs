//! Reminders: the day before a meeting, and the day before signing up opens. Jobs of the database, so that none is lost or sent
//! twice; moved with the meeting, dropped with it.

use inbox::Said;
use jobs::Job;
use organisation::Scope;
use serde::Deserialize;
use serde_json::json;
use store::{Actor, Fault, Outcome, Store, Tx};
use uuid::Uuid;

use super::tell::{moment, tell};
use crate::rows::meeting::{self, Meeting};
use crate::rows::{activity, reminder};
use crate::{Activities, sight};

/// Put off to the day before a meeting. Root: the activity; key and payload: the meeting.
pub(crate) const BEFORE: &str = "activities.before";
/// Put off to the day before signing up opens. Root: the activity.
pub(crate) const OPENS: &str = "activities.opens";
const DAY: i64 = 86_400_000;

#[derive(Deserialize)]
struct Before {
    meeting: Uuid,
}

/// Sets or moves the reminder of a meeting, in the transaction that sets or moves it. A meeting that is announced for less than a
/// day ahead needs none.
pub(super) async fn before(tx: &Tx, meeting: &Meeting) -> Outcome<()> {
    let (due, key) = (meeting.begins_at - DAY, meeting.id.to_string());
    if meeting.is_planned() && due > tx.now() {
        jobs::later(tx, meeting.activity_id, BEFORE, json!({ "meeting": meeting.id }), due, &key).await
    } else {
        drop_before(tx, meeting).await
    }
}

/// The meeting will not be, or not as it was.
pub(super) async fn drop_before(tx: &Tx, meeting: &Meeting) -> Outcome<()> {
    jobs::cancel(tx, meeting.activity_id, BEFORE, &meeting.id.to_string()).await?;
    Ok(())
}

/// Signing up will not open.
pub(super) async fn drop_opens(tx: &Tx, activity: Uuid) -> Outcome<()> {
    jobs::cancel(tx, activity, OPENS, "").await?;
    Ok(())
}

/// Asks to be reminded the day before signing up opens, or, where nobody signs up, the day before each meeting; or no longer.
/// Whoever asks on the very day before hears of it as signing up opens.
///
/// # Errors
/// [`Fault::NotFound`] for whoever the activity is not for; `activities-is-cancelled`.
pub async fn remind(a: &Activities, scope: &Scope, actor: &Actor, id: Uuid, wants: bool) -> Outcome<()> {
    let seen = sight::reach_activity(a, scope, id).await?;
    if wants && seen.activity.is_cancelled() {
        return Err(Fault::Conflict("activities-is-cancelled"));
    }
    let opens_at = match seen.activity.allotment {
        Some(allotment) => Some(a.signups.allotment(allotment).await?.opens_at),
        None => None,
    };
    let person = scope.person;
    a.store()
        .write("activities.remind", actor, |tx| async move {
            if wants {
                reminder::ask(&tx, id, person).await?;
            } else {
                reminder::drop(&tx, id, person).await?;
            }
            if let Some(opens_at) = opens_at.filter(|at| wants && *at > tx.now()) {
                let due = if opens_at - DAY > tx.now() { opens_at - DAY } else { opens_at };
                jobs::later(&tx, id, OPENS, json!({}), due, "").await?;
            }
            tx.record("activity", id, json!({ "reminds": wants }));
            Ok(())
        })
        .await
}

/// Tomorrow it is: to everybody with a place, or who asked where nobody signs up.
pub(crate) async fn tell_before(a: &Activities, job: &Job, store: &Store) -> Outcome<()> {
    let of: Before = job.payload_as()?;
    let activity = activity::get(store.read(), job.root).await?.ok_or(Fault::NotFound)?;
    let meeting = meeting::get(store.read(), job.root, of.meeting).await?.ok_or(Fault::NotFound)?;
    let is_on = !activity.is_cancelled() && meeting.is_planned() && meeting.begins_at > store.now();
    let people = match activity.allotment {
        _ if !is_on => Vec::new(),
        None => reminder::of(store.read(), job.root).await?,
        Some(allotment) => {
            let standing = a.signups.standing_people(allotment).await?;
            standing.into_iter().filter(|(.., state)| state == "placed").map(|(person, ..)| person).collect()
        }
    };
    let (day, time) = moment(meeting.begins_at);
    let said = Said::new("activities-told-before").title("title", &activity.title).day("day", day).title("time", &time);
    let key = format!("activity-before/{}/{}/{}", activity.id, meeting.n, meeting.begins_at);
    tell(job, store, &activity, &people, &key, &said).await
}

/// Signing up opens: to those who asked and have not signed up yet, which nobody can before.
pub(crate) async fn tell_opens(a: &Activities, job: &Job, store: &Store) -> Outcome<()> {
    let activity = activity::get(store.read(), job.root).await?.ok_or(Fault::NotFound)?;
    let Some(allotment) = activity.allotment else { return Err(Fault::NotFound) };
    let of = a.signups.allotment(allotment).await?;
    let people =
        if of.is_cancelled() || activity.is_cancelled() { Vec::new() } else { reminder::of(store.read(), job.root).await? };
    let (day, time) = moment(of.opens_at);
    let said = Said::new("activities-told-opens").title("title", &activity.title).day("day", day).title("time", &time);
    tell(job, store, &activity, &people, &format!("activity-opens/{}/{}", activity.id, of.opens_at), &said).await
}
