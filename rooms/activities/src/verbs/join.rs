use ledger::CoHost;
use organisation::Scope;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::log::{Logged, alike, beside_the_form};
use super::rewrite::{Change, hold, rewrite};
use crate::Activities;
use crate::rows::{attendance, cohost, session};
use crate::session::NewSession;

/// Stands in the history and in the ledger as the reason of a join: a message, said in the reader's language.
pub(crate) const JOINED: &str = "activities-reason-joined";

/// It is the same session: our union is credited as co-host and, where asked for, our people are added, who were not counted
/// by the host. The host keeps the count and its own figures. Only a session that was offered as the same can be joined.
///
/// # Errors
/// `Conflict("activities-same-gone")` when the session is no longer one that could be ours.
pub(super) async fn join(
    a: &Activities,
    scope: &Scope,
    actor: &Actor,
    id: Uuid,
    ours: &NewSession,
    with_people: bool,
) -> Outcome<Logged> {
    if !alike(a, ours).await?.iter().any(|s| s.id == id) {
        return Err(Fault::Conflict("activities-same-gone"));
    }
    let seen = session::get(a.store().read(), id).await?.ok_or(Fault::NotFound)?;
    let before =
        NewSession::standing(&seen, attendance::of(a.store().read(), id).await?, cohost::of(a.store().read(), id).await?);
    let mut after = before.clone();
    if ours.union != before.union && !before.co_hosts.iter().any(|c| c.union == Some(ours.union)) {
        after.co_hosts.push(CoHost { union: Some(ours.union), name: String::new() });
    }
    if with_people {
        let here = |ordinal| before.attendees.iter().any(|a| a.ordinal == ordinal);
        after.attendees.extend(ours.attendees.iter().filter(|a| !here(a.ordinal)));
        after.attendees.sort_unstable_by_key(|a| a.ordinal);
        after.by_head += ours.by_head;
    }
    let (before, after, person) = (&before, &after, scope.person);
    let actor = Actor { on_behalf: ours.on_behalf, ..actor.clone() };
    let joined = a.store().write("activities.join", &actor, |tx| async move {
        hold(&tx, id, seen.revision).await?;
        if let Some(meeting) = ours.meeting {
            super::hold::hold(&tx, meeting, id).await?;
        }
        rewrite(&tx, before, after, Change { what: "joined", reason: JOINED, by: Some(person) }).await
    });
    joined.await.map_err(beside_the_form)?;
    Ok(Logged::Joined(id))
}
