use codes::Day;
use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::reword_programme::{after, held};
use crate::rows::programme::{self, ProgrammeChange};
use crate::rules::field;
use crate::{Activities, sight_programme};

/// Ends a programme from a day on: from then on nothing new is announced or logged under it, by anybody. What was announced under
/// it goes on and counts for it when it is held; its page and its figures stay. `from` is today or later, and not the day on which
/// it began; `reason` may be empty. A day that was set earlier is set anew while it has not come.
///
/// # Errors
/// As [`sight_programme::reach_to_keep`]; [`Fault::Invalid`] on `from` and `reason`; `activities-programme-is-ended`;
/// `activities-changed-meanwhile`.
pub async fn end_programme(
    a: &Activities,
    scope: &Scope,
    actor: &Actor,
    id: Uuid,
    (from, reason): (&str, &str),
    revision: &str,
) -> Outcome<()> {
    let standing = sight_programme::reach_to_keep(a, scope, id).await?;
    let (today, earliest) = (a.today(), earliest(a, standing.from_day));
    let day = match Day::parse_written(&codes::width::narrow(from)) {
        Ok(day) if day < earliest => {
            Err(FieldFault::new("from", "activities-programme-end-early").with("date", earliest.to_string()))
        }
        Ok(day) if day < Day::OPEN => Ok(day),
        _ => Err(FieldFault::new("from", "activities-from-unreadable")),
    };
    let reason = field::short("reason", reason, field::LONGEST_TITLE, "activities-reason-long");
    let (day, reason) = match (day, reason) {
        (Ok(day), Ok(reason)) => (day, reason),
        (day, reason) => return Err(Fault::Invalid(day.err().into_iter().chain(reason.err()).collect())),
    };
    let revision = super::correct::read_revision(revision)?;
    let (reason, actor) = (&reason, Actor { on_behalf: scope.on_behalf(standing.union_id), ..actor.clone() });
    a.store()
        .write("activities.end_programme", &actor, |tx| async move {
            let it = held(&tx, id, revision).await?;
            if it.until_day <= today.0 {
                return Err(Fault::Conflict("activities-programme-is-ended"));
            }
            let next = ProgrammeChange {
                what: "ended".into(),
                until_day: day.0,
                reason: reason.clone(),
                ..after(&it, scope.person, tx.now())
            };
            programme::change(&tx, id, &next).await?;
            tx.record("programme", id, json!({ "until": day.0 }));
            Ok(())
        })
        .await
}

/// The first day from which a programme that began on this day can end.
pub(crate) fn earliest(a: &Activities, from_day: i32) -> Day {
    a.today().max(Day(from_day + 1))
}
