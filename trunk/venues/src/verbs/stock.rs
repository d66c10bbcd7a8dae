use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::rows::{title, venue};
use crate::rules::field::{self, LONGEST_NAME, MOST_COPIES, keep};
use crate::{Venues, sight};

/// Enters a title of a reading room with its copies.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] on `title`, `author` or `copies`; `Conflict("venues-is-closed")`.
pub async fn stock(
    v: &Venues,
    scope: &Scope,
    actor: &Actor,
    venue: Uuid,
    name: &str,
    author: &str,
    copies: &str,
) -> Outcome<Uuid> {
    let stands = sight::kept(v, scope, venue).await?;
    let mut faults = Vec::new();
    let name = keep(&mut faults, field::said("title", name, LONGEST_NAME, "venues-title-missing"));
    let author = keep(&mut faults, field::line("author", author, LONGEST_NAME));
    let copies = keep(&mut faults, field::number("copies", copies, 1, MOST_COPIES, "venues-number-range"));
    let (Some(name), Some(author), Some(copies)) = (name, author, copies) else { return Err(Fault::Invalid(faults)) };
    let (name, author) = (&name, &author);
    let actor = Actor { on_behalf: scope.on_behalf(stands.union_id), ..actor.clone() };
    let written = v.store().write("venues.stock", &actor, |tx| async move {
        if venue::lock(&tx, venue).await?.is_none_or(|v| v.is_closed()) {
            return Err(Fault::Conflict("venues-is-closed"));
        }
        let id = tx.new_id();
        title::insert(&tx, venue, id, name, author, copies).await?;
        tx.record("venue", venue, json!({ "title": id, "copies": copies }));
        Ok(id)
    });
    written.await.map_err(|f| f.or_field("venue_title_venue_id_title_author_key", "title", "venues-title-taken"))
}

/// Says how many copies of a title there are; never fewer than are out. None left ends its lending.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] on `copies`; [`Fault::NotFound`] for no such title.
pub async fn restock(v: &Venues, scope: &Scope, actor: &Actor, venue: Uuid, id: Uuid, copies: &str) -> Outcome<()> {
    let stands = sight::kept(v, scope, venue).await?;
    title::get(v.store().read(), venue, id).await?.ok_or(Fault::NotFound)?;
    let copies = field::number("copies", copies, 0, MOST_COPIES, "venues-number-range").map_err(|f| Fault::Invalid(vec![f]))?;
    let actor = Actor { on_behalf: scope.on_behalf(stands.union_id), ..actor.clone() };
    v.store()
        .write("venues.restock", &actor, |tx| async move {
            if !title::set_copies(&tx, venue, id, copies).await? {
                return Err(Fault::field("copies", "venues-copies-are-out"));
            }
            tx.record("venue", venue, json!({ "title": id, "copies": copies }));
            Ok(())
        })
        .await
}
