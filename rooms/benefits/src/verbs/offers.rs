use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::rows::offer::{self, Offer};
use crate::rules::field::{Faults, LONGEST_NAME, uuid};
use crate::{Benefits, sight};

/// A standing discount as the form says it.
#[derive(Clone, Debug, Default)]
pub struct OfferForm {
    /// Chosen by the form: sent twice, put down once.
    pub key: String,
    pub title: String,
    pub terms: String,
    /// The last day it holds.
    pub until: String,
}

/// Puts down a discount a merchant gives to whoever shows a valid card.
///
/// # Errors
/// [`Fault::NotFound`] outside the scope; [`Fault::Invalid`] with a line for every field.
pub async fn add_offer(b: &Benefits, scope: &Scope, actor: &Actor, merchant: Uuid, form: &OfferForm) -> Outcome<Uuid> {
    sight::merchant(b, scope, merchant).await?;
    let mut faults = Faults::default();
    let title = faults.line("title", &form.title, LONGEST_NAME, "benefits-offer-title-missing");
    let terms = faults.long("terms", &form.terms);
    let until = faults.day("until", &form.until);
    if until.is_some_and(|day| day < b.today()) {
        faults.at("until", "benefits-day-past");
    }
    let Some(until) = until.filter(|_| faults.0.is_empty()) else { return Err(Fault::Invalid(faults.0)) };
    let now = b.store().now();
    let id = uuid(&form.key).unwrap_or_else(|| b.store().ids().new_id(now));
    if offer::get(b.store().read(), merchant, id).await?.is_some() {
        return Ok(id);
    }
    let (recorded_by, until_day) = (actor.person, until.0);
    let row = &Offer { merchant_id: merchant, id, title, terms, until_day, ended_at: None, recorded_by, recorded_at: now };
    let written = b.store().write("benefits.add_offer", actor, |tx| async move {
        offer::insert(&tx, row).await?;
        tx.record("merchant", merchant, json!({ "offer": id }));
        Ok(id)
    });
    match written.await {
        // The same form came twice at once, and the other was first.
        Err(Fault::Taken(_)) => Ok(id),
        done => done,
    }
}

/// Ends a discount.
///
/// # Errors
/// [`Fault::NotFound`] outside the scope or without such an offer; `benefits-offer-ended` when it was ended before.
pub async fn end_offer(b: &Benefits, scope: &Scope, actor: &Actor, merchant: Uuid, id: Uuid) -> Outcome<()> {
    sight::merchant(b, scope, merchant).await?;
    offer::get(b.store().read(), merchant, id).await?.ok_or(Fault::NotFound)?;
    b.store()
        .write("benefits.end_offer", actor, |tx| async move {
            if !offer::end(&tx, merchant, id).await? {
                return Err(Fault::Conflict("benefits-offer-ended"));
            }
            tx.record("merchant", merchant, json!({ "offer": id, "ended": true }));
            Ok(())
        })
        .await
}
