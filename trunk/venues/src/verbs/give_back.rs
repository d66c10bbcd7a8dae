use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::rows::{loan, title, venue};
use crate::rules::field;
use crate::{Venues, sight};

/// A copy is back on its shelf.
///
/// # Errors
/// By the scope; `Conflict("venues-loan-settled")` when it was not out.
pub async fn give_back(v: &Venues, scope: &Scope, actor: &Actor, venue: Uuid, id: Uuid) -> Outcome<()> {
    let stands = sight::kept(v, scope, venue).await?;
    let seen = loan::get(v.store().read(), venue, id).await?.ok_or(Fault::NotFound)?;
    let (title, today) = (seen.title_id, v.today());
    let actor = Actor { on_behalf: scope.on_behalf(stands.union_id), ..actor.clone() };
    v.store()
        .write("venues.give_back", &actor, |tx| async move {
            venue::lock(&tx, venue).await?.ok_or(Fault::NotFound)?;
            if !loan::give_back(&tx, venue, id, today).await? {
                return Err(Fault::Conflict("venues-loan-settled"));
            }
            title::put_back(&tx, venue, title).await?;
            tx.record("venue", venue, json!({ "loan": id, "title": title, "ordinal": seen.ordinal }));
            Ok(())
        })
        .await
}

/// The copy was never handed out: the wrong line was pressed. What was counted of it is retracted with the reason.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] on `reason`; `Conflict("venues-loan-settled")` when it is not out.
pub async fn undo_loan(v: &Venues, scope: &Scope, actor: &Actor, venue: Uuid, id: Uuid, reason: &str) -> Outcome<()> {
    let stands = sight::kept(v, scope, venue).await?;
    let seen = loan::get(v.store().read(), venue, id).await?.ok_or(Fault::NotFound)?;
    let reason = &field::reason(reason, false).map_err(|fault| Fault::Invalid(vec![fault]))?;
    let title = seen.title_id;
    let actor = Actor { on_behalf: scope.on_behalf(stands.union_id), ..actor.clone() };
    v.store()
        .write("venues.undo_loan", &actor, |tx| async move {
            venue::lock(&tx, venue).await?.ok_or(Fault::NotFound)?;
            if !loan::undo(&tx, venue, id).await? {
                return Err(Fault::Conflict("venues-loan-settled"));
            }
            title::put_back(&tx, venue, title).await?;
            ledger::retract_event(&tx, id, reason).await?;
            tx.record("venue", venue, json!({ "loan": id, "undone": true }));
            Ok(())
        })
        .await
}
