use codes::Day;
use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::rows::redemption::{self, Redemption};
use crate::rows::statement::{self, Statement};
use crate::rows::{merchant, offer};
use crate::{Benefits, sight};

/// What redemptions come to: value, paid by members there, owed by the union; fen.
pub(crate) fn sums(all: &[Redemption]) -> (i64, i64, i64) {
    all.iter().fold((0, 0, 0), |(value, paid, owed), r| (value + r.value, paid + r.paid, owed + r.owed))
}

/// Settles what a merchant redeemed from one day to another, both among them, and not settled before. The statement gets the
/// merchant's next number and never changes. Only days that are over are settled, so that nothing comes in between.
///
/// # Errors
/// [`Fault::NotFound`] outside the scope; at `until`: `benefits-until-before-from`, `benefits-day-not-over`;
/// `benefits-nothing-to-settle`.
pub async fn settle(b: &Benefits, scope: &Scope, actor: &Actor, id: Uuid, from: Day, until: Day) -> Outcome<Statement> {
    sight::merchant(b, scope, id).await?;
    if until < from {
        return Err(Fault::field("until", "benefits-until-before-from"));
    }
    if until >= b.today() {
        return Err(Fault::field("until", "benefits-day-not-over"));
    }
    let span = (from.0, until.0);
    b.store()
        .write("benefits.settle", actor, |tx| async move {
            merchant::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
            let n = statement::next(&tx, id).await?;
            let bound = redemption::settle(&tx, id, span, n).await?;
            let card_uses = offer::settle(&tx, id, span, n).await?;
            if bound == 0 && card_uses == 0 {
                return Err(Fault::Conflict("benefits-nothing-to-settle"));
            }
            let all = redemption::of_statement(&*tx, id, Some(n), span).await?;
            let (value, paid, owed) = sums(&all);
            let settled = Statement {
                merchant_id: id,
                n,
                from_day: span.0,
                until_day: span.1,
                redemptions: i64::try_from(all.len()).unwrap_or(i64::MAX),
                value,
                paid,
                owed,
                card_uses: i64::try_from(card_uses).unwrap_or(i64::MAX),
                settled_by: actor.person,
                settled_at: tx.now(),
            };
            statement::insert(&tx, &settled).await?;
            tx.record("merchant", id, json!({ "statement": n, "redemptions": settled.redemptions, "owed": owed }));
            Ok(settled)
        })
        .await
}
