use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::hold::locked;
use super::put::ends;
use super::remind;
use crate::rows::{activity, meeting, reminder};
use crate::rules::field;
use crate::{Activities, sight};

/// Said when one meeting of a series was called off. Root: the activity; `{"n": 2, "at": …}`.
pub(crate) const MEETING_OFF: &str = "activities.meeting_off";

/// Calls off one meeting of a series, with a reason that everybody reads: it is struck out on the agenda and everybody with a
/// place or on the list hears of it. Places stay. What would leave nothing is called off as a whole. `revision` is the one the
/// reader saw.
///
/// # Errors
/// As [`sight::reach_to_run`]; [`Fault::Invalid`] on `reason`; `activities-meeting-not-planned`; `activities-off-last`;
/// `activities-changed-meanwhile`.
pub async fn call_off_meeting(
    a: &Activities,
    scope: &Scope,
    actor: &Actor,
    (id, meeting_id): (Uuid, Uuid),
    reason: &str,
    revision: &str,
) -> Outcome<()> {
    let seen = sight::reach_to_run(a, scope, id).await?;
    seen.meeting(meeting_id)?;
    let reason = &match field::short("reason", reason, field::LONGEST_TITLE, "activities-reason-long") {
        Ok(reason) if reason.is_empty() => return Err(Fault::field("reason", "activities-call-off-missing")),
        Ok(reason) => reason,
        Err(fault) => return Err(Fault::Invalid(vec![fault])),
    };
    let (revision, person) = (super::correct::read_revision(revision)?, scope.person);
    let actor = Actor { on_behalf: scope.on_behalf(seen.activity.union_id), ..actor.clone() };
    a.store()
        .write("activities.call_off_meeting", &actor, |tx| async move {
            locked(&tx, id, Some(revision)).await?;
            let mut all = meeting::of(&*tx, id).await?;
            let meeting = all.iter_mut().find(|m| m.id == meeting_id).ok_or(Fault::NotFound)?;
            if !meeting.is_planned() {
                return Err(Fault::Conflict("activities-meeting-not-planned"));
            }
            remind::drop_before(&tx, meeting).await?;
            meeting.state = "cancelled".into();
            let (n, at) = (meeting.n, meeting.begins_at);
            if all.iter().all(|m| m.state == "cancelled") {
                return Err(Fault::Conflict("activities-off-last"));
            }
            reminder::call_off(&tx, id, n, reason, person).await?;
            agenda::cancel(&tx, meeting_id).await?;
            activity::touch(&tx, id, ends(&all)).await?;
            tx.record("activity", id, json!({ "n": n, "state": "cancelled" }));
            jobs::emit(&tx, id, MEETING_OFF, json!({ "n": n, "at": at })).await
        })
        .await
}
