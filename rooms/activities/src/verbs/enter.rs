use codes::Day;
use organisation::Scope;
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::correct::read_revision;
use super::log::{attendees, beside_the_form};
use super::rewrite::{Change, hold, rewrite};
use crate::Activities;
use crate::rows::attendance;
use crate::rules::field;
use crate::session::{Attendee, How, NewSession};
use crate::sight;

/// Stands in the history and in the ledger as the reason of an entry: a message, said in the reader's language.
pub(crate) const ENTERED: &str = "activities-reason-entered";

/// Enters the paper sheet of a session already logged: these people signed, `heads` more came who are not named. What was
/// counted by head before is replaced, so nobody counts twice. People whose names the reader does not see stay as they are.
///
/// # Errors
/// As [`sight::reach_to_change`]; [`Fault::Invalid`] on `people` or `heads`; `Conflict("activities-changed-meanwhile")`.
pub async fn enter(
    a: &Activities,
    scope: &Scope,
    actor: &Actor,
    id: Uuid,
    people: &[String],
    heads: &str,
    revision: &str,
) -> Outcome<()> {
    let seen = sight::reach_to_change(a, scope, id).await?;
    let revision = read_revision(revision)?;
    let before = NewSession::standing(&seen.session, attendance::of(a.store().read(), id).await?, seen.co_hosts.clone());
    let hidden: Vec<Attendee> = before.attendees.iter().filter(|a| !seen.names.shows(a.person)).copied().collect();
    let (people, heads) = match (field::people(people), field::heads(heads, 1)) {
        (Ok(people), Ok(heads)) => (people, heads),
        (people, heads) => return Err(Fault::Invalid(people.err().into_iter().chain(heads.err()).collect())),
    };
    if people.is_empty() && hidden.is_empty() && heads == 0 {
        return Err(Fault::Invalid(vec![FieldFault::new("heads", "activities-heads-nobody")]));
    }
    let day = Day(seen.session.day);
    let mut found = attendees(a, scope, seen.session.union_id, &people, day, How::Sheet, &before.attendees).await?;
    found.extend(hidden.iter().filter(|h| !people.contains(&h.person)));
    found.sort_unstable_by_key(|a| a.ordinal);
    let after = NewSession { attendees: found, by_head: heads, ..before.clone() };
    let (before, after, person) = (&before, &after, scope.person);
    let actor = Actor { on_behalf: scope.on_behalf(seen.session.union_id), ..actor.clone() };
    let entered = a.store().write("activities.enter", &actor, |tx| async move {
        hold(&tx, id, revision).await?;
        rewrite(&tx, before, after, Change { what: "entered", reason: ENTERED, by: Some(person) }).await
    });
    entered.await.map_err(beside_the_form)
}
