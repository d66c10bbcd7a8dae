use codes::Day;
use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome, Tx};
use uuid::Uuid;

use super::announce::{on_agenda, plan_work};
use crate::rows::challenge::{self, Challenge};
use crate::rules::field::revision as read_revision;
use crate::rules::plan;
use crate::{Challenges, sight};

/// Said when a challenge got other days. Root: the challenge; `{"from": …, "last": …, "revision": 3}`.
pub(crate) const REDATED: &str = "challenges.redated";

/// Gives a challenge other days: both while it has not begun, the last one while it runs. What was measured stays; what counts
/// is what lies within the days. The agenda is told in the same transaction; everybody who stands there hears of it
/// afterwards. Times of signing up stay as they are. `revision` is the one the reader saw.
///
/// # Errors
/// As [`sight::reach_to_run`]; [`Fault::Invalid`] on `from` and `last`; `challenges-changed-meanwhile`, `challenges-is-over`.
pub async fn redate(
    c: &Challenges,
    scope: &Scope,
    actor: &Actor,
    id: Uuid,
    (from, last): (&str, &str),
    revision: &str,
) -> Outcome<()> {
    let seen = sight::reach_to_run(c, scope, id).await?;
    let today = c.today();
    let has_begun = seen.from() <= today;
    let days = if has_begun {
        let days = plan::last_day(seen.from(), last).map(|last| (seen.from(), last));
        days.and_then(|d| if d.1 < today { Err(store::FieldFault::new("last", "challenges-last-past")) } else { Ok(d) })
    } else {
        plan::days(from, last, today)
    };
    let days = days.and_then(|days| plan::healthy("last", seen.goal(), days).map(|()| days));
    let (from, last): (Day, Day) = days.map_err(|fault| Fault::Invalid(vec![fault]))?;
    let revision = read_revision(revision)?;
    let actor = Actor { on_behalf: scope.on_behalf(seen.union_id), ..actor.clone() };
    c.store()
        .write("challenges.redate", &actor, |tx| async move {
            let mut it = locked(&tx, id, revision).await?;
            if (it.from(), it.last()) == (from, last) {
                tx.changes_nothing();
                return Ok(());
            }
            (it.from_day, it.last_day) = (from.0, last.0);
            challenge::set_days(&tx, id, from, last).await?;
            on_agenda(&tx, &it).await?;
            plan_work(&tx, &it).await?;
            tx.record("challenge", id, json!({ "from": from.0, "last": last.0 }));
            jobs::emit(&tx, id, REDATED, json!({ "from": from.0, "last": last.0, "revision": revision + 1 })).await
        })
        .await
}

/// The challenge, held until the commit; open, and of the revision the reader saw.
///
/// # Errors
/// [`Fault::NotFound`]; `challenges-is-over`; `challenges-changed-meanwhile`.
pub(super) async fn locked(tx: &Tx, id: Uuid, revision: i32) -> Outcome<Challenge> {
    let it = challenge::lock(tx, id).await?.ok_or(Fault::NotFound)?;
    if !it.is_open() {
        return Err(Fault::Conflict("challenges-is-over"));
    }
    if it.revision != revision {
        return Err(Fault::Conflict("challenges-changed-meanwhile"));
    }
    Ok(it)
}
