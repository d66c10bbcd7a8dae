use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::house::Signups;
use crate::rows::{allotment, share};
use crate::verbs::move_up::Held;

impl Signups {
    /// More places, or fewer; never fewer than are taken. New ones go to those who wait, in their order.
    ///
    /// # Errors
    /// [`Fault::NotFound`] outside the scope; `signups-places-below-taken`, `signups-places-wrong` at the field `places`;
    /// `signups-changed-meanwhile` when `revision` is no longer the present one.
    pub async fn change_places(&self, scope: &Scope, actor: &Actor, id: Uuid, places: i64, revision: i32) -> Outcome<()> {
        scope.require(Power::Run, self.known(id).await?.allotment.union_id)?;
        if !(1..=1_000_000).contains(&places) {
            return Err(Fault::field("places", "signups-places-wrong"));
        }
        self.store()
            .write("signups.change_places", actor, |tx| async move {
                let mut held = Held::open(&tx, id).await?;
                let before = held.allotment.places;
                if held.allotment.revision != revision {
                    return Err(Fault::Conflict("signups-changed-meanwhile"));
                }
                let kept: i64 = held.room.groups.iter().map(|g| g.most - g.taken).sum();
                let kept = if held.allotment.sharing == "shares" { kept } else { 0 };
                if places < held.room.taken + kept {
                    return Err(Fault::field("places", "signups-places-below-taken"));
                }
                allotment::set_places(&tx, id, places).await?;
                held.room.places = places;
                held.move_up(&tx).await?;
                held.close(&tx).await?;
                tx.record("allotment", id, json!({ "places": places, "before": before }));
                Ok(())
            })
            .await
    }

    /// Places kept for groups that nobody of them took become everybody's, and go to those who wait.
    ///
    /// # Errors
    /// As [`Signups::change_places`].
    pub async fn release_shares(&self, scope: &Scope, actor: &Actor, id: Uuid) -> Outcome<()> {
        scope.require(Power::Run, self.known(id).await?.allotment.union_id)?;
        self.store()
            .write("signups.release_shares", actor, |tx| async move {
                let mut held = Held::open(&tx, id).await?;
                share::release(&tx, id).await?;
                tx.bump(allotment::VERSION);
                held.room.groups.iter_mut().for_each(|g| g.most = g.taken);
                held.move_up(&tx).await?;
                held.close(&tx).await?;
                tx.record("allotment", id, json!({ "shares": "released" }));
                Ok(())
            })
            .await
    }
}
