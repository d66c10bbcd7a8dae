use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::hold::locked;
use super::put::{ends, item, occasion, occupy, vacate};
use super::remind;
use crate::rows::{activity, meeting};
use crate::rules::{field, series};
use crate::{Activities, sight};

/// Said when a meeting got another time or place. Root: the activity; `{"n": 2, "at": …, "revision": 3}`.
pub(crate) const MOVED: &str = "activities.moved";

/// Gives one meeting another time or place. The agenda is told in the same transaction; everybody with a place or on the list
/// hears of it afterwards. A room that was booked for it is booked for the new time. `revision` is the one the reader saw.
///
/// # Errors
/// As [`sight::reach_to_run`]; [`Fault::Invalid`] on `when` and `place`; `activities-changed-meanwhile`;
/// `activities-meeting-not-planned` for one that was held or called off.
pub async fn reschedule(
    a: &Activities,
    scope: &Scope,
    actor: &Actor,
    (id, meeting_id): (Uuid, Uuid),
    (when, place): (&str, &str),
    revision: &str,
) -> Outcome<()> {
    let seen = sight::reach_to_run(a, scope, id).await?;
    seen.meeting(meeting_id)?;
    let place = field::short("place", place, field::LONGEST_PLACE, "activities-place-long");
    let (at, place) = match (series::moved(when, a.store().now()), place) {
        (Ok(at), Ok(place)) => (at, place),
        (at, place) => return Err(Fault::Invalid(at.err().into_iter().chain(place.err()).collect())),
    };
    let revision = super::correct::read_revision(revision)?;
    let actor = Actor { on_behalf: scope.on_behalf(seen.activity.union_id), ..actor.clone() };
    let place = &place;
    a.store()
        .write("activities.reschedule", &actor, |tx| async move {
            let activity = locked(&tx, id, Some(revision)).await?;
            let mut all = meeting::of(&*tx, id).await?;
            let meeting = all.iter_mut().find(|m| m.id == meeting_id).ok_or(Fault::NotFound)?;
            if !meeting.is_planned() {
                return Err(Fault::Conflict("activities-meeting-not-planned"));
            }
            if (meeting.begins_at, &meeting.place) == (at, place) {
                tx.changes_nothing();
                return Ok(());
            }
            let is_elsewhere = meeting.place != *place;
            (meeting.begins_at, meeting.place) = (at, place.clone());
            // A room that was booked moves with the time; another place gives it back.
            if let Some(held) = vacate(&tx, id, meeting_id).await?.filter(|_| !is_elsewhere) {
                occupy(&tx, scope, &activity, meeting, held).await.map_err(beside_when)?;
            }
            meeting::shift(&tx, meeting).await?;
            agenda::publish(&tx, &item(&activity, meeting)).await?;
            remind::before(&tx, meeting).await?;
            let n = meeting.n;
            if let Some(allotment) = activity.allotment {
                signups::occasions(&tx, allotment, &all.iter().map(occasion).collect::<Vec<_>>()).await?;
            }
            activity::touch(&tx, id, ends(&all)).await?;
            tx.record("activity", id, json!({ "n": n, "at": at }));
            jobs::emit(&tx, id, MOVED, json!({ "n": n, "at": at, "revision": revision + 1 })).await
        })
        .await
}

/// The form of a move asks for no venue.
fn beside_when(fault: Fault) -> Fault {
    match fault {
        Fault::Invalid(faults) => Fault::Invalid(faults.into_iter().map(|f| FieldFault { field: "when".into(), ..f }).collect()),
        other => other,
    }
}
