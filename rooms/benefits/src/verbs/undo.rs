use codes::Day;
use serde_json::json;
use signups::Use;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::redeem::{at_counter, at_the_counter};
use crate::rows::redemption::{self, Redemption};
use crate::rows::{benefit, clerk, correction};
use crate::sight::Counter;
use crate::{Benefits, sight};

/// A clerk may take a redemption back within this time.
pub(crate) const MINUTES: i64 = 10;
/// Characters of a reason.
const LONGEST: usize = 200;

/// Who takes a redemption back.
pub enum By<'a> {
    /// A clerk of the merchant where it was redeemed, within ten minutes, and what is to be read of it.
    Clerk(&'a Counter, &'a str),
    /// Whoever hands out for the union, with a reason, at any time.
    Officer(&'a organisation::Scope, &'a str),
}

/// Takes the last redemption of a voucher back: it may be redeemed again, its facts no longer count, and what was spent is
/// promised again. What was settled stays in its statement, and comes off the merchant's next one.
///
/// # Errors
/// [`Fault::NotFound`] outside the counter or the scope; `benefits-reason-missing` at `reason`; [`Fault::Conflict`]:
/// `benefits-undo-late`, `benefits-undo-settled` (at this very moment), `benefits-undo-none`, `benefits-voucher-gone`.
pub async fn undo(b: &Benefits, actor: &Actor, by: &By<'_>, benefit: Uuid, number: i64) -> Outcome<()> {
    let (it, why) = match by {
        By::Clerk(counter, why) => (at_counter(b, counter, benefit).await?, why.trim()),
        By::Officer(scope, why) => (sight::benefit(b, scope, benefit).await?, why.trim()),
    };
    if why.is_empty() || why.chars().count() > LONGEST {
        return Err(Fault::field("reason", "benefits-reason-missing"));
    }
    let it = &it;
    b.store()
        .write("benefits.undo", actor, |tx| async move {
            if let By::Clerk(counter, _) = by {
                let held = clerk::lock(&tx, counter.merchant.id, counter.clerk.id).await?;
                held.filter(|c| c.holds(tx.now())).ok_or(Fault::NotFound)?;
            }
            let all = redemption::of_place(&*tx, it.allotment_id, number).await?;
            let last = all.iter().rfind(|r| r.stands()).ok_or(Fault::Conflict("benefits-undo-none"))?;
            may(by, last, tx.now())?;
            let using = Use { allotment: it.allotment_id, number, pays_there: true, by: actor.person };
            // Holds the place, so of two who take it back one finds it gone.
            signups::unspend(&tx, &using, last.spent, last.paid).await.map_err(at_the_counter)?;
            if !redemption::undo(&tx, last, actor.person, why).await? {
                return Err(Fault::Conflict("benefits-undo-settled"));
            }
            if let Some(n) = last.statement {
                correction::insert(&tx, last, n, Day::from_unix_ms(tx.now()).0).await?;
            }
            let facts: Vec<Uuid> = std::iter::once(last.fact).chain(last.given).collect();
            ledger::retract(&tx, it.id, &facts, why).await?;
            if tx.now() >= it.valid_until {
                // What is promised again past the last day is freed by the next night.
                benefit::lapse(&tx, it.id, None).await?;
            }
            tx.record("benefit", it.id, json!({ "number": number, "undone": last.n, "settled": last.statement }));
            Ok(())
        })
        .await
}

fn may(by: &By<'_>, last: &Redemption, now: i64) -> Outcome<()> {
    match by {
        By::Clerk(counter, _) if last.merchant_id != counter.merchant.id => Err(Fault::NotFound),
        By::Clerk(..) if now - last.at >= MINUTES * 60_000 => Err(Fault::Conflict("benefits-undo-late")),
        _ => Ok(()),
    }
}
