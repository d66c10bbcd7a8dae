use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::rows::limit;
use crate::rules::entry::{self, Entry};
use crate::{Limits, sight};

/// Sets a limit for a union and everything within it, from a day on, by a document. Whoever sets it decides on that union's own
/// money. What was set before holds until that day; a limit entered wrongly is entered again for the same day.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] with a line for every field.
pub async fn set(l: &Limits, scope: &Scope, actor: &Actor, form: &Entry) -> Outcome<Uuid> {
    let draft = entry::read(form, l.today()).map_err(Fault::Invalid)?;
    sight::require_to_set(scope, draft.union)?;
    let (draft, person) = (&draft, scope.person);
    let actor = Actor { on_behalf: scope.on_behalf(draft.union), ..actor.clone() };
    l.store()
        .write("limits.set", &actor, |tx| async move {
            let id = tx.new_id();
            limit::insert(&tx, id, draft, person).await?;
            let detail = json!({ "limit": id, "item": draft.item.name, "period": draft.period.name(), "fen": draft.fen });
            tx.record("union", draft.union, detail);
            Ok(id)
        })
        .await
}
