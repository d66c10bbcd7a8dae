use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::ledgered;
use crate::rows::{change, drive, fact, fund, good, hand_out, line, movement, site};
use crate::rules::field;
use crate::{Drives, sight};

/// Takes a hand-out back: it was a slip, or the goods came back. Stock, money and the person's limit are as before, its facts
/// count no more, and the reason stands beside both. With the last one, the session itself was not held.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] on `reason`; `Conflict("drives-retracted-already")`.
pub async fn retract(d: &Drives, scope: &Scope, actor: &Actor, id: Uuid, of: Uuid, reason: &str) -> Outcome<()> {
    let (seen, handed) = sight::handed(d, scope, id, of).await?;
    let reason = field::reason(reason)?;
    let (reason, handed, person) = (&reason, &handed, scope.person);
    let actor = Actor { on_behalf: scope.on_behalf(seen.union_id), ..actor.clone() };
    d.store()
        .write("drives.retract", &actor, |tx| async move {
            drive::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
            if !hand_out::retract(&tx, id, of, reason).await? {
                return Err(Fault::Conflict("drives-retracted-already"));
            }
            let goods = good::of(&*tx, id).await?;
            for line in line::of(&*tx, id, of).await? {
                good::put_back(&tx, id, line.good_id, line.pieces).await?;
                movement::insert(&tx, id, line.good_id, "back", line.pieces, "", Some(handed.form), person).await?;
                if let Some(good) = goods.iter().find(|g| g.id == line.good_id) {
                    fund::put_back(&tx, id, &good.source, line.pieces * line.price_fen).await?;
                }
            }
            if let Some(member) = handed.person {
                limits::take_back(&tx, member, of).await?;
            }
            let facts = fact::of(&*tx, id, of).await?;
            ledger::retract(&tx, handed.site_id, &facts, reason).await?;
            let left = hand_out::sum_of_site(&*tx, id, handed.site_id).await?;
            if left.heads() == 0
                && let Some(there) = site::get(&*tx, id, handed.site_id).await?
            {
                ledgered::unhold(&tx, id, &there, reason).await?;
            }
            change::insert(&tx, id, "retracted", reason, person).await?;
            tx.record("drive", id, json!({ "hand_out": of, "pieces": handed.pieces, "fen": handed.fen, "facts": facts.len() }));
            Ok(())
        })
        .await
}
