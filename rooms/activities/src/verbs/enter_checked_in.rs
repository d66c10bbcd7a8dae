use codes::Day;
use organisation::Scope;
use signups::CheckedIn;
use store::{Actor, Outcome};
use uuid::Uuid;

use super::enter::ENTERED;
use super::hold::{came, scanned};
use super::log::{attendees, beside_the_form};
use super::rewrite::{Change, hold, rewrite};
use crate::rows::session::Session;
use crate::rows::{activity, attendance, meeting};
use crate::session::{How, NewSession};
use crate::{Activities, sight};

/// Those checked in at the meeting a session was who do not stand on it: a device was without network, or somebody was checked
/// in after it had been logged. For whoever may see who entered; else nobody.
///
/// # Errors
/// [`store::Fault::Database`].
pub(crate) async fn not_entered(a: &Activities, scope: &Scope, session: &Session) -> Outcome<Vec<CheckedIn>> {
    let db = a.store().read();
    let Some(meeting) = meeting::of_session(db, session.id).await? else { return Ok(Vec::new()) };
    let Some(activity) = activity::get(db, meeting.activity_id).await? else { return Ok(Vec::new()) };
    let mut came = came(a, scope, &activity, meeting.id).await?;
    if !came.is_empty() {
        let entered = attendance::of(db, session.id).await?;
        came.retain(|c| !entered.iter().any(|e| e.ordinal == c.ordinal));
    }
    Ok(came)
}

/// Enters everybody who was checked in and does not stand on the session yet, and says how many that were. Whom they brought is
/// not counted here, and whoever was counted by head stays so: only who was there knows.
///
/// # Errors
/// As [`sight::reach_to_change`]; `Conflict("activities-changed-meanwhile")`.
pub async fn enter_checked_in(a: &Activities, scope: &Scope, actor: &Actor, id: Uuid) -> Outcome<usize> {
    let seen = sight::reach_to_change(a, scope, id).await?;
    let late = scanned(not_entered(a, scope, &seen.session).await?);
    if late.is_empty() {
        return Ok(0);
    }
    let before = NewSession::standing(&seen.session, attendance::of(a.store().read(), id).await?, seen.co_hosts.clone());
    let people: Vec<Uuid> = late.iter().map(|a| a.person).collect();
    let mut found = attendees(a, scope, seen.session.union_id, &people, Day(seen.session.day), How::Scan, &late).await?;
    found.extend(before.attendees.iter().copied());
    found.sort_unstable_by_key(|a| a.ordinal);
    let after = NewSession { attendees: found, ..before.clone() };
    let (before, after, person, revision) = (&before, &after, scope.person, seen.session.revision);
    let actor = Actor { on_behalf: scope.on_behalf(seen.session.union_id), ..actor.clone() };
    let entered = a.store().write("activities.enter", &actor, |tx| async move {
        hold(&tx, id, revision).await?;
        rewrite(&tx, before, after, Change { what: "entered", reason: ENTERED, by: Some(person) }).await
    });
    entered.await.map_err(beside_the_form)?;
    Ok(late.len())
}
