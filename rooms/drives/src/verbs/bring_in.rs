use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome, Tx};
use uuid::Uuid;

use crate::rows::{drive, good, movement};
use crate::rules::things::{self, NewGood};
use crate::{Drives, sight};

/// Takes a new good into stock, with its price, its source of money and its receipt.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] with a line for every field; `Conflict("drives-is-closed")`.
pub async fn bring_in(d: &Drives, scope: &Scope, actor: &Actor, id: Uuid, form: &NewGood) -> Outcome<Uuid> {
    let seen = sight::kept(d, scope, id).await?;
    let draft = things::good(form).map_err(Fault::Invalid)?;
    let (draft, person) = (&draft, scope.person);
    let actor = Actor { on_behalf: scope.on_behalf(seen.union_id), ..actor.clone() };
    let written = d.store().write("drives.bring_in", &actor, |tx| async move {
        open(&tx, id).await?;
        let new = tx.new_id();
        good::insert(&tx, id, new, draft).await?;
        movement::insert(&tx, id, new, "in", draft.pieces, &draft.receipt, None, person).await?;
        tx.record("drive", id, json!({ "good": new, "pieces": draft.pieces, "price": draft.price, "source": draft.source }));
        Ok(new)
    });
    written.await.map_err(|f| f.or_field("drive_good_drive_id_name_key", "name", "drives-good-taken"))
}

/// Takes more pieces of a good into stock, or fewer: what went back to the shop, broke, or was entered wrongly.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] on `pieces` (fewer than are out would be there) and `receipt`; [`Fault::NotFound`] for no such
/// good; `Conflict("drives-is-closed")`.
pub async fn take_in(d: &Drives, scope: &Scope, actor: &Actor, id: Uuid, of: Uuid, pieces: &str, receipt: &str) -> Outcome<()> {
    let seen = sight::kept(d, scope, id).await?;
    if !good::of(d.store().read(), id).await?.iter().any(|g| g.id == of) {
        return Err(Fault::NotFound);
    }
    let (pieces, receipt) = things::more(pieces, receipt).map_err(Fault::Invalid)?;
    let (receipt, person) = (&receipt, scope.person);
    let actor = Actor { on_behalf: scope.on_behalf(seen.union_id), ..actor.clone() };
    d.store()
        .write("drives.take_in", &actor, |tx| async move {
            open(&tx, id).await?;
            if !good::take_in(&tx, id, of, pieces).await? {
                return Err(Fault::field("pieces", "drives-pieces-are-out"));
            }
            movement::insert(&tx, id, of, "in", pieces, receipt, None, person).await?;
            tx.record("drive", id, json!({ "good": of, "pieces": pieces }));
            Ok(())
        })
        .await
}

pub(super) async fn open(tx: &Tx, id: Uuid) -> Outcome<drive::Drive> {
    let stands = drive::lock(tx, id).await?.ok_or(Fault::NotFound)?;
    if stands.is_closed() { Err(Fault::Conflict("drives-is-closed")) } else { Ok(stands) }
}
