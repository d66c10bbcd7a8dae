//! A meeting that was held becomes a session, by the form every session is logged with.

use membership::RosterEntry;
use organisation::Scope;
use serde_json::json;
use signups::CheckedIn;
use store::{Fault, Outcome, Tx};
use uuid::Uuid;

use super::again::written;
use crate::rows::activity::{self, Activity};
use crate::rows::{meeting, session};
use crate::rules::entry::{Draft, Entry};
use crate::session::{Attendee, How};
use crate::{Activities, sight};

/// The form of the session filled as the meeting was announced. Those who were checked in are ticked, whom they brought is counted
/// by head; who else came is for whoever was there to say.
///
/// # Errors
/// As [`sight::reach_to_run`]; [`Fault::NotFound`] without such a meeting; `activities-meeting-not-planned`.
pub(crate) async fn proposed(a: &Activities, scope: &Scope, id: Uuid, meeting: Uuid, key: Uuid) -> Outcome<Entry> {
    let seen = sight::reach_to_run(a, scope, id).await?;
    let (it, meeting) = (&seen.activity, seen.meeting(meeting)?);
    if meeting.state == "cancelled" {
        return Err(Fault::Conflict("activities-meeting-not-planned"));
    }
    let came = came(a, scope, it, meeting.id).await?;
    let brought: i64 = came.iter().map(|c| i64::from(c.present) - 1).sum();
    Ok(Entry {
        people: came.iter().map(|c| c.person.to_string()).collect(),
        heads: if brought > 0 { brought.to_string() } else { String::new() },
        key: key.to_string(),
        union: it.union_id.to_string(),
        meeting: format!("{id}:{}", meeting.id),
        title: it.title.clone(),
        kind: it.kind.clone(),
        setting: it.setting.clone(),
        place: meeting.place.clone(),
        when: written(meeting.begins_at),
        minutes: meeting.minutes.to_string(),
        programme: it.programme.map(|p| p.to_string()).unwrap_or_default(),
        ..Entry::default()
    })
}

/// Those with a place, by team and ordinal: the union that runs the thing sees who entered it, also from elsewhere. Whoever
/// merely stands above that union sees nobody, and counts by head.
///
/// # Errors
/// As [`sight::reach_to_run`].
pub(crate) async fn roster(a: &Activities, scope: &Scope, id: Uuid, meeting: Uuid) -> Outcome<Vec<RosterEntry>> {
    let seen = sight::reach_to_run(a, scope, id).await?;
    let ordinals: Vec<i64> = expected(a, scope, &seen.activity, meeting).await?.into_iter().map(|p| p.ordinal).collect();
    let mut people: Vec<RosterEntry> = membership::people_by_ordinal(a.store().read(), &ordinals).await?.into_values().collect();
    people.sort_by(|x, y| (&x.team, x.ordinal).cmp(&(&y.team, y.ordinal)));
    Ok(people)
}

async fn placed(a: &Activities, scope: &Scope, activity: &Activity) -> Outcome<Vec<Attendee>> {
    let Some(allotment) = activity.allotment.filter(|_| signups::may_see_entrants(scope, activity.union_id)) else {
        return Ok(Vec::new());
    };
    let standing = a.signups.standing_people(allotment).await?;
    let placed = standing.into_iter().filter(|(.., state)| state == "placed");
    Ok(placed.map(|(person, ordinal, _)| Attendee { person, ordinal, home: None, how: How::Ticked }).collect())
}

/// Those checked in at a meeting, once each, for whoever may see who entered.
///
/// # Errors
/// [`Fault::Database`].
pub(crate) async fn came(a: &Activities, scope: &Scope, activity: &Activity, meeting: Uuid) -> Outcome<Vec<CheckedIn>> {
    let Some(allotment) = activity.allotment.filter(|_| signups::may_see_entrants(scope, activity.union_id)) else {
        return Ok(Vec::new());
    };
    let mut came = a.signups.checked_in(allotment, meeting).await?;
    came.dedup_by_key(|c| c.ordinal);
    Ok(came)
}

/// Those with a place, and those who were checked in and gave theirs up since; each as it is known that he came.
async fn expected(a: &Activities, scope: &Scope, activity: &Activity, meeting: Uuid) -> Outcome<Vec<Attendee>> {
    let mut people = scanned(came(a, scope, activity, meeting).await?);
    for one in placed(a, scope, activity).await? {
        if !people.iter().any(|p| p.person == one.person) {
            people.push(one);
        }
    }
    Ok(people)
}

pub(super) fn scanned(came: Vec<CheckedIn>) -> Vec<Attendee> {
    came.into_iter().map(|c| Attendee { person: c.person, ordinal: c.ordinal, home: None, how: How::Scan }).collect()
}

/// What is known of the meeting a session is logged for.
#[derive(Default)]
pub(super) struct Known {
    /// Those with a place, who may be ticked besides the roster.
    pub people: Vec<Attendee>,
    /// The session it became already.
    pub session: Option<Uuid>,
    /// What it was announced under.
    pub programme: Option<Uuid>,
}

/// # Errors
/// As [`sight::reach_to_run`]; [`Fault::NotFound`] where the form names another union's activity.
pub(super) async fn known(a: &Activities, scope: &Scope, draft: &Draft, (id, meeting): (Uuid, Uuid)) -> Outcome<Known> {
    let seen = sight::reach_to_run(a, scope, id).await?;
    let meeting = seen.meeting(meeting)?;
    if seen.activity.union_id != draft.union {
        return Err(Fault::NotFound);
    }
    let session = match meeting.session {
        Some(session) => session::get(a.store().read(), session).await?.filter(|s| !s.is_retracted()).map(|s| s.id),
        None => None,
    };
    let programme = seen.activity.programme;
    Ok(Known { people: expected(a, scope, &seen.activity, meeting.id).await?, session, programme })
}

/// In the transaction that logs it: the meeting was held, and is this session. One whose session was retracted may be logged
/// again.
///
/// # Errors
/// `activities-meeting-not-planned`: it was called off, or somebody else logged it meanwhile.
pub(super) async fn hold(tx: &Tx, (id, meeting): (Uuid, Uuid), session: Uuid) -> Outcome<()> {
    let activity = locked(tx, id, None).await?;
    let meeting = meeting::get(&**tx, id, meeting).await?.ok_or(Fault::NotFound)?;
    let is_open = match meeting.session {
        Some(before) => session::get(&**tx, before).await?.is_none_or(|s| s.is_retracted()),
        None => meeting.is_planned(),
    };
    if !is_open {
        return Err(Fault::Conflict("activities-meeting-not-planned"));
    }
    meeting::hold(tx, id, meeting.n, session).await?;
    activity::touch(tx, id, activity.last_at).await?;
    tx.record("activity", id, json!({ "n": meeting.n, "session": session }));
    Ok(())
}

/// The activity, held until the commit; of the revision the reader saw, where there is one.
///
/// # Errors
/// [`Fault::NotFound`]; `activities-changed-meanwhile`; `activities-is-cancelled` where something is to be changed.
pub(super) async fn locked(tx: &Tx, id: Uuid, revision: Option<i32>) -> Outcome<Activity> {
    let activity = activity::lock(tx, id).await?.ok_or(Fault::NotFound)?;
    if let Some(revision) = revision {
        if activity.is_cancelled() {
            return Err(Fault::Conflict("activities-is-cancelled"));
        }
        if activity.revision != revision {
            return Err(Fault::Conflict("activities-changed-meanwhile"));
        }
    }
    Ok(activity)
}
