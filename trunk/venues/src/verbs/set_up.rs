use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::rows::{change, space, venue};
use crate::rules::entry::{self, Entry};
use crate::{Venues, sight};

/// Sets up a venue of a union: what it is, where, when it is open, what it offers, its spaces, and who may book them.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] with a line for every field.
pub async fn set_up(v: &Venues, scope: &Scope, actor: &Actor, form: &Entry) -> Outcome<Uuid> {
    let draft = entry::read(form).map_err(Fault::Invalid)?;
    sight::require(scope, draft.union)?;
    if v.federation().get(draft.union).is_none_or(|u| u.has_ended()) {
        return Err(Fault::field("union", "venues-union-unknown"));
    }
    let (draft, person) = (&draft, scope.person);
    let actor = Actor { on_behalf: scope.on_behalf(draft.union), ..actor.clone() };
    v.store()
        .write("venues.set_up", &actor, |tx| async move {
            let id = tx.new_id();
            venue::insert(&tx, id, draft, person).await?;
            for (n, one) in (0i32..).zip(&draft.spaces) {
                space::insert(&tx, id, n, one).await?;
            }
            change::insert(&tx, id, id, "set-up", "", Some(person)).await?;
            let detail = json!({ "union": draft.union, "kind": draft.kind.name, "spaces": draft.spaces.len() });
            tx.record("venue", id, detail);
            Ok(id)
        })
        .await
}
