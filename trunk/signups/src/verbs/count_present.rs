use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::house::Signups;
use crate::rows::{allotment, check_in};

impl Signups {
    /// Not all heads of an entry came: so many are really there. None takes the check-in back, as where the wrong name was
    /// ticked; the same arrival sent again by a device does not bring it back.
    ///
    /// # Errors
    /// By the scope as for [`Signups::check_in`]; [`Fault::NotFound`]: this entry was not checked in there; at the field
    /// `present`: `signups-present-wrong`, more than the entry has heads, or no number.
    pub async fn count_present(
        &self,
        scope: &Scope,
        actor: &Actor,
        id: Uuid,
        (occasion, number): (i32, i64),
        present: i32,
    ) -> Outcome<()> {
        let union = self.at_door(scope, id).await?.union_id;
        let actor = Actor { on_behalf: scope.on_behalf(union), ..actor.clone() };
        self.store()
            .write("signups.count_present", &actor, |tx| async move {
                allotment::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
                let was = check_in::get(&*tx, id, occasion, number).await?.ok_or(Fault::NotFound)?;
                if !(0..=was.heads).contains(&present) {
                    return Err(Fault::field("present", "signups-present-wrong"));
                }
                if was.present == present {
                    tx.changes_nothing();
                    return Ok(());
                }
                check_in::set_present(&tx, id, occasion, number, present).await?;
                tx.record(
                    "allotment",
                    id,
                    json!({ "number": number, "occasion": occasion, "present": present, "before": was.present }),
                );
                Ok(())
            })
            .await
    }
}
