use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome, Tx};
use uuid::Uuid;

use crate::rows::{change, quarter, space, venue};
use crate::rules::entry::{self, Draft, Entry};
use crate::rules::quarter::QUARTER_MS;
use crate::{Venues, sight};

/// Changes what is known of a venue. A space is told by its name: one that is no longer named is given up, which is refused
/// while somebody has it ahead. The union that keeps it stays.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] with a line for every field; `Conflict("venues-changed-meanwhile")` when it is no longer at
/// `revision`; `Conflict("venues-is-closed")`.
pub async fn change(v: &Venues, scope: &Scope, actor: &Actor, id: Uuid, revision: &str, form: &Entry) -> Outcome<()> {
    let stands = sight::kept(v, scope, id).await?;
    let form = Entry { union: stands.union_id.to_string(), ..form.clone() };
    let draft = &entry::read(&form).map_err(Fault::Invalid)?;
    let (revision, person) = (read_revision(revision)?, scope.person);
    let actor = Actor { on_behalf: scope.on_behalf(stands.union_id), ..actor.clone() };
    v.store()
        .write("venues.change", &actor, |tx| async move {
            hold(&tx, id, revision).await?;
            venue::update(&tx, id, draft).await?;
            put_spaces(&tx, id, draft).await?;
            change::insert(&tx, id, id, "changed", "", Some(person)).await?;
            tx.record("venue", id, json!({ "revision": revision, "spaces": draft.spaces.len() }));
            Ok(())
        })
        .await
}

/// A revision as a form sends it back; one that cannot be read is of a page that is no longer true.
pub(crate) fn read_revision(text: &str) -> Outcome<i32> {
    text.parse().map_err(|_| Fault::Conflict("venues-changed-meanwhile"))
}

/// Holds an open venue until the commit.
pub(super) async fn hold(tx: &Tx, id: Uuid, revision: i32) -> Outcome<venue::Venue> {
    let venue = venue::lock(tx, id).await?.ok_or(Fault::NotFound)?;
    if venue.is_closed() {
        return Err(Fault::Conflict("venues-is-closed"));
    }
    if venue.revision != revision {
        return Err(Fault::Conflict("venues-changed-meanwhile"));
    }
    Ok(venue)
}

async fn put_spaces(tx: &Tx, id: Uuid, draft: &Draft) -> Outcome<()> {
    let stand = space::of_venue(&**tx, id).await?;
    for (n, wanted) in (0i32..).zip(&draft.spaces) {
        match stand.iter().find(|s| s.name == wanted.name) {
            Some(s) => space::update(tx, id, s.id, n, wanted.seats).await?,
            None => space::insert(tx, id, n, wanted).await?,
        }
    }
    for gone in stand.iter().filter(|s| s.closed_at.is_none() && !draft.spaces.iter().any(|w| w.name == s.name)) {
        require_free(tx, id, gone.id, "spaces").await?;
        space::close(tx, id, gone.id).await?;
    }
    Ok(())
}

/// Refused while anybody has the space ahead: he would stand before a locked door.
pub(super) async fn require_free(tx: &Tx, venue: Uuid, space: Uuid, field: &'static str) -> Outcome<()> {
    let now = i32::try_from(tx.now() / QUARTER_MS).unwrap_or(i32::MAX);
    if quarter::is_held_after(&**tx, venue, space, now).await? {
        return Err(Fault::field(field, "venues-space-is-booked"));
    }
    Ok(())
}
