use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::tell;
use crate::rows::booking::Booking;
use crate::rows::{booking, change, quarter, venue};
use crate::rules::field;
use crate::{Venues, sight};

/// Approves or refuses a booking that waits, with everything of its weekly row that waits too, or this one alone. Refused, it
/// gives its time back. The booker is told; a refusal says why.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] on `reason`; `Conflict("venues-already-decided")`.
#[allow(clippy::fn_params_excessive_bools, reason = "two plain answers of one form")]
pub async fn decide(
    v: &Venues,
    scope: &Scope,
    actor: &Actor,
    venue: Uuid,
    id: Uuid,
    approves: bool,
    reason: &str,
    alone: bool,
) -> Outcome<usize> {
    let stands = sight::kept(v, scope, venue).await?;
    let reason = &field::reason(reason, approves).map_err(|fault| Fault::Invalid(vec![fault]))?;
    let by = Some(scope.person);
    let actor = Actor { on_behalf: scope.on_behalf(stands.union_id), ..actor.clone() };
    v.store()
        .write(if approves { "venues.approve" } else { "venues.refuse" }, &actor, |tx| async move {
            let place = venue::lock(&tx, venue).await?.ok_or(Fault::NotFound)?;
            let one = booking::get(&*tx, venue, id).await?.ok_or(Fault::NotFound)?;
            let row = if alone { vec![one.clone()] } else { booking::of_series(&*tx, venue, one.series).await? };
            let waiting: Vec<Booking> = row.into_iter().filter(Booking::is_asked).collect();
            if !one.is_asked() || waiting.is_empty() {
                return Err(Fault::Conflict("venues-already-decided"));
            }
            let (state, said) =
                if approves { ("approved", "venues-notice-approved") } else { ("refused", "venues-notice-refused") };
            for asked in &waiting {
                booking::set_state(&tx, venue, asked.id, state).await?;
                change::insert(&tx, venue, asked.id, state, reason, by).await?;
                jobs::cancel(&tx, venue, "venues.expire", &asked.id.to_string()).await?;
                if !approves {
                    quarter::release(&tx, venue, asked.id).await?;
                }
            }
            tell::answered(&tx, &place, one.series, by).await?;
            // One notice for the row, by its first that was decided.
            if let Some(first) = waiting.first() {
                tell::booker(&tx, &place, first, said, by).await?;
            }
            tx.record("venue", venue, json!({ "series": one.series, "state": state, "bookings": waiting.len() }));
            Ok(waiting.len())
        })
        .await
}
