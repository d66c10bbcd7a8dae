use organisation::Scope;
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::log::{beside_the_form, checked};
use super::rewrite::{Change, hold, rewrite};
use crate::Activities;
use crate::rows::attendance;
use crate::rules::entry::{self, Entry};
use crate::rules::field;
use crate::session::{Attendee, NewSession};
use crate::sight::{self, Names};

/// Corrects a session: count, people, title, day, whatever was wrong. The facts that no longer hold are retracted with the
/// reason, new ones recorded. People whose names the reader does not see stay as they are.
///
/// `revision` is the one the reader saw.
///
/// # Errors
/// As [`sight::reach_to_change`]; [`Fault::Invalid`] with a line for every field and for `reason`;
/// `Conflict("activities-changed-meanwhile")`.
pub async fn correct(
    a: &Activities,
    scope: &Scope,
    actor: &Actor,
    id: Uuid,
    entry: &Entry,
    revision: &str,
    reason: &str,
) -> Outcome<()> {
    let seen = sight::reach_to_change(a, scope, id).await?;
    let revision = read_revision(revision)?;
    let before = NewSession::standing(&seen.session, attendance::of(a.store().read(), id).await?, seen.co_hosts.clone());
    let hidden: Vec<Attendee> = before.attendees.iter().filter(|a| !is_shown(&seen.names, a)).copied().collect();
    let mut entry =
        Entry { key: id.to_string(), union: seen.session.union_id.to_string(), same: "another".into(), ..entry.clone() };
    // Those who stay unseen are there too, so that the form may say nobody else came.
    if entry.heads.is_empty() && !hidden.is_empty() {
        entry.heads = "0".into();
    }
    entry.people.extend(hidden.iter().map(|a| a.person.to_string()));
    let (draft, reason) = match (entry::read(&entry, a.store().now()), field::reason(reason)) {
        (Ok(draft), Ok(reason)) => (draft, reason),
        (draft, reason) => {
            let mut faults: Vec<FieldFault> = draft.err().unwrap_or_default();
            faults.extend(reason.err());
            return Err(Fault::Invalid(faults));
        }
    };
    let new = checked(a, scope, &draft, &before.attendees, seen.session.programme).await?;
    let after = NewSession {
        leader: before.leader,
        logged_by: before.logged_by,
        on_behalf: before.on_behalf,
        recorded_at: before.recorded_at,
        ..new
    };
    let (before, after, reason, person) = (&before, &after, &reason, scope.person);
    let actor = Actor { on_behalf: scope.on_behalf(seen.session.union_id), ..actor.clone() };
    let corrected = a.store().write("activities.correct", &actor, |tx| async move {
        hold(&tx, id, revision).await?;
        rewrite(&tx, before, after, Change { what: "corrected", reason, by: Some(person) }).await
    });
    corrected.await.map_err(beside_the_form)
}

fn is_shown(names: &Names, attendee: &Attendee) -> bool {
    names.shows(attendee.person)
}

/// The revision the reader saw, as the form carries it.
///
/// # Errors
/// `Conflict("activities-changed-meanwhile")`: a form without one was not made by us or is very old.
pub(super) fn read_revision(text: &str) -> Result<i32, Fault> {
    text.parse().map_err(|_| Fault::Conflict("activities-changed-meanwhile"))
}
