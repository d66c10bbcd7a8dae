use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::tell;
use crate::rows::{loan, title, venue};
use crate::{Venues, sight};

/// A member asks for a copy on his phone; it is handed out over the counter. One copy of a title a person. Somebody who is a
/// member of no union is asked to join first.
///
/// # Errors
/// [`Fault::NotFound`] for no such title; `Conflict` with what stands in the way.
pub async fn ask_loan(v: &Venues, scope: &Scope, actor: &Actor, venue: Uuid, id: Uuid) -> Outcome<Uuid> {
    let homes = membership::home_on(v.store().read(), &[scope.person], v.today()).await?;
    let home = homes.get(&scope.person).filter(|h| h.union.is_some()).ok_or(Fault::Conflict("venues-members-only"))?;
    let (person, ordinal) = (scope.person, home.ordinal);
    v.store()
        .write("venues.ask_loan", actor, |tx| async move {
            let place = venue::lock(&tx, venue).await?.filter(|v| !v.is_closed()).ok_or(Fault::NotFound)?;
            let asked = title::get(&*tx, venue, id).await?.ok_or(Fault::NotFound)?;
            if loan::standing(&*tx, venue, id, person).await?.is_some() {
                return Err(Fault::Conflict("venues-loan-already"));
            }
            if asked.left() < 1 {
                return Err(Fault::Conflict("venues-none-left"));
            }
            let new = tx.new_id();
            loan::insert(&tx, venue, new, id, person, ordinal).await?;
            tell::asks_for_copy(&tx, &place, new, &asked.title).await?;
            tx.record("venue", venue, json!({ "loan": new, "title": id, "ordinal": ordinal }));
            Ok(new)
        })
        .await
}

/// The member no longer wants it, or whoever keeps the room cannot give it.
///
/// # Errors
/// [`Fault::NotFound`] for whoever may not see it; `Conflict("venues-loan-settled")`.
pub async fn drop_loan(v: &Venues, scope: &Scope, actor: &Actor, venue: Uuid, id: Uuid) -> Outcome<()> {
    let (place, seen) = sight::loan(v, scope, venue, id).await?;
    let (place, seen, is_own) = (&place, &seen, seen.person == scope.person);
    let on_behalf = if is_own { None } else { scope.on_behalf(place.union_id) };
    let (actor, by) = (Actor { on_behalf, ..actor.clone() }, scope.person);
    v.store()
        .write("venues.drop_loan", &actor, |tx| async move {
            if !loan::end(&tx, venue, id, if is_own { "cancelled" } else { "refused" }).await? {
                return Err(Fault::Conflict("venues-loan-settled"));
            }
            tell::copy_settled(&tx, place, id, (!is_own).then_some(by)).await?;
            if !is_own {
                tell::borrower(&tx, place, seen.person, id, "venues-notice-loan-refused", &seen.title).await?;
            }
            tx.record("venue", venue, json!({ "loan": id, "own": is_own }));
            Ok(())
        })
        .await
}
