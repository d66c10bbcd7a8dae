use codes::Day;
use ledger::{EventCard, Fact, Source, What};
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::Benefits;
use crate::rows::{clerk, offer};
use crate::sight::Counter;

/// Counts, at a merchant's counter, that somebody showed a card for a discount: by head, and never who.
///
/// # Errors
/// [`Fault::NotFound`]: no such offer here, or the link no longer holds; `benefits-offer-ended`.
pub async fn count_card_use(b: &Benefits, actor: &Actor, counter: &Counter, id: Uuid) -> Outcome<()> {
    let (merchant, today) = (&counter.merchant, Day::from_unix_ms(b.store().now()));
    let it = &offer::get(b.store().read(), merchant.id, id).await?.ok_or(Fault::NotFound)?;
    if !it.holds(today) {
        return Err(Fault::Conflict("benefits-offer-ended"));
    }
    b.store()
        .write("benefits.count_card_use", actor, |tx| async move {
            clerk::lock(&tx, merchant.id, counter.clerk.id).await?.filter(|c| c.holds(tx.now())).ok_or(Fault::NotFound)?;
            let fact = Fact { setting: "merchant".into(), ..Fact::held(it.id, today, merchant.union_id, "card-offer") };
            ledger::record(&tx, &[fact.also(What::Redeemed, 1, Source::Headcount)]).await?;
            ledger::describe(
                &tx,
                &[EventCard {
                    event: it.id,
                    title: it.title.clone(),
                    day: Day::from_unix_ms(it.recorded_at),
                    host: merchant.union_id,
                    kind: "card-offer".into(),
                    setting: "merchant".into(),
                    place: merchant.name.clone(),
                    programme: None,
                    co_hosts: Vec::new(),
                }],
            )
            .await?;
            offer::count(&tx, it, tx.new_id(), counter.clerk.id, today).await?;
            tx.record("merchant", merchant.id, json!({ "offer": it.id, "clerk": counter.clerk.id }));
            Ok(())
        })
        .await
}
