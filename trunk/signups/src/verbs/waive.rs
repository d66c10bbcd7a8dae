use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::pay::owes;
use crate::house::Signups;
use crate::rows::{allotment, entry, payment, step};

/// Characters of a reason.
pub(crate) const LONGEST_REASON: usize = 200;

impl Signups {
    /// Does without the price of a place, for a reason that stays with it. The place is as good as paid.
    ///
    /// # Errors
    /// As [`Signups::pay`]; `signups-reason-missing`, `signups-reason-long` at `reason`.
    pub async fn waive(&self, scope: &Scope, actor: &Actor, id: Uuid, number: i64, reason: &str) -> Outcome<()> {
        scope.require(Power::HandOut, self.known(id).await?.allotment.union_id)?;
        let reason = &read_reason("reason", reason)?;
        if reason.is_empty() {
            return Err(Fault::field("reason", "signups-reason-missing"));
        }
        self.store()
            .write("signups.waive", actor, |tx| async move {
                allotment::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
                let mut e = entry::get(&*tx, id, number).await?.ok_or(Fault::NotFound)?;
                owes(&e, tx.now())?;
                (e.pay, e.until_at) = ("waived".into(), None);
                entry::update(&tx, &e).await?;
                step::add(&tx, id, number, "waived", 0, actor.person).await?;
                payment::waive(&tx, id, number, e.price, reason, actor.person).await?;
                tx.record("allotment", id, json!({ "number": number, "waived": e.price }));
                Ok(())
            })
            .await
    }
}

/// A reason as it is kept; what is too long is said at its field.
pub(super) fn read_reason(field: &str, text: &str) -> Outcome<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > LONGEST_REASON { Err(Fault::field(field, "signups-reason-long")) } else { Ok(text) }
}
