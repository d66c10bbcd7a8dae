use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::hold::locked;
use super::put::vacate;
use super::remind;
use crate::rows::{activity, meeting};
use crate::rules::field;
use crate::{Activities, sight};

/// Said when an activity was called off. Root: the activity.
pub(crate) const CANCELLED: &str = "activities.cancelled";

/// Calls a whole activity off, with a reason that everybody reads: its places are cancelled, what was still to come is struck out
/// on the agenda, and everybody who stood there hears of it. Meetings that were held stay as they were. `revision` is the one
/// the reader saw.
///
/// # Errors
/// As [`sight::reach_to_run`]; [`Fault::Invalid`] on `reason`; `activities-changed-meanwhile`.
pub async fn cancel(a: &Activities, scope: &Scope, actor: &Actor, id: Uuid, reason: &str, revision: &str) -> Outcome<()> {
    let seen = sight::reach_to_run(a, scope, id).await?;
    let reason = &match field::short("reason", reason, field::LONGEST_TITLE, "activities-reason-long") {
        Ok(reason) if reason.is_empty() => return Err(Fault::field("reason", "activities-call-off-missing")),
        Ok(reason) => reason,
        Err(fault) => return Err(Fault::Invalid(vec![fault])),
    };
    let revision = super::correct::read_revision(revision)?;
    let actor = Actor { on_behalf: scope.on_behalf(seen.activity.union_id), ..actor.clone() };
    a.store()
        .write("activities.cancel", &actor, |tx| async move {
            let activity = locked(&tx, id, Some(revision)).await?;
            let meetings = meeting::of(&*tx, id).await?;
            for meeting in meetings.iter().filter(|m| m.is_planned()) {
                agenda::cancel(&tx, meeting.id).await?;
                vacate(&tx, id, meeting.id).await?;
                remind::drop_before(&tx, meeting).await?;
            }
            remind::drop_opens(&tx, id).await?;
            meeting::call_off(&tx, id).await?;
            activity::call_off(&tx, id, reason).await?;
            if let Some(allotment) = activity.allotment {
                signups::cancel(&tx, allotment).await?;
            }
            tx.record("activity", id, json!({ "state": "cancelled" }));
            jobs::emit(&tx, id, CANCELLED, json!({})).await
        })
        .await
}
