use codes::Day;
use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::bill::Bill;
use crate::rows::statement::{self, Statement};
use crate::rows::{correction, merchant, offer, redemption};
use crate::{Benefits, sight};

/// Settles all that a merchant redeemed up to a day, that day among it, and that was not settled before, less what was taken back
/// after it had been settled. The statement gets the merchant's next number, begins where the last one ended, and never changes.
/// Only days that are over are settled, so that nothing comes in between.
///
/// # Errors
/// [`Fault::NotFound`] outside the scope; at `until`: `benefits-day-not-over`; `benefits-nothing-to-settle`.
pub async fn settle(b: &Benefits, scope: &Scope, actor: &Actor, id: Uuid, until: Day) -> Outcome<Statement> {
    sight::merchant(b, scope, id).await?;
    if until >= b.today() {
        return Err(Fault::field("until", "benefits-day-not-over"));
    }
    b.store()
        .write("benefits.settle", actor, |tx| async move {
            merchant::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
            let before = statement::last(&*tx, id).await?;
            let n = statement::next(&tx, id).await?;
            redemption::settle(&tx, id, until.0, n).await?;
            correction::settle(&tx, id, until.0, n).await?;
            offer::settle(&tx, id, until.0, n).await?;
            // Read after it was bound: what is taken back at this moment either was not bound, or comes off the next.
            let bill = Bill::fresh(&*tx, id, n, before.as_ref(), until).await?;
            if bill.is_empty() {
                return Err(Fault::Conflict("benefits-nothing-to-settle"));
            }
            let (value, paid, owed) = bill.sums();
            let settled = Statement {
                merchant_id: id,
                n,
                from_day: bill.from.0,
                until_day: until.0,
                redemptions: bill.redemptions(),
                value,
                paid,
                owed,
                card_uses: bill.card_uses,
                settled_by: actor.person,
                settled_at: tx.now(),
            };
            statement::insert(&tx, &settled).await?;
            tx.record("merchant", id, json!({ "statement": n, "redemptions": settled.redemptions, "owed": owed }));
            Ok(settled)
        })
        .await
}
