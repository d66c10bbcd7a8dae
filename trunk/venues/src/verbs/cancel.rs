use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::tell;
use crate::rows::booking::Booking;
use crate::rows::{booking, change, quarter, venue};
use crate::rules::field;
use crate::{Venues, sight};

/// Cancels a booking that is not over, or it and all that follow in its weekly row. The booker needs no reason; whoever keeps
/// the venue gives one, and the booker is told.
///
/// # Errors
/// [`Fault::NotFound`] for whoever may not see it; [`Fault::Invalid`] on `reason`; `Conflict("venues-is-over")`.
pub async fn cancel(
    v: &Venues,
    scope: &Scope,
    actor: &Actor,
    venue: Uuid,
    id: Uuid,
    reason: &str,
    with_rest: bool,
) -> Outcome<usize> {
    let (place, seen) = sight::booking(v, scope, venue, id).await?;
    let is_theirs = sight::is_theirs(scope, &seen);
    let reason = &field::reason(reason, is_theirs).map_err(|fault| Fault::Invalid(vec![fault]))?;
    let by = Some(scope.person);
    let on_behalf = scope.on_behalf(if is_theirs { seen.union_id.unwrap_or(place.union_id) } else { place.union_id });
    let actor = Actor { on_behalf, ..actor.clone() };
    v.store()
        .write("venues.cancel", &actor, |tx| async move {
            let place = venue::lock(&tx, venue).await?.ok_or(Fault::NotFound)?;
            let one = booking::get(&*tx, venue, id).await?.ok_or(Fault::NotFound)?;
            let row = if with_rest { booking::of_series(&*tx, venue, one.series).await? } else { vec![one.clone()] };
            let is_ahead = |b: &Booking| matches!(b.state.as_str(), "asked" | "approved") && b.span().ends() > tx.now();
            let ahead: Vec<Booking> = row.into_iter().filter(|b| is_ahead(b) && b.from_quarter >= one.from_quarter).collect();
            if !is_ahead(&one) {
                return Err(Fault::Conflict("venues-is-over"));
            }
            for gone in &ahead {
                booking::set_state(&tx, venue, gone.id, "cancelled").await?;
                change::insert(&tx, venue, gone.id, "cancelled", reason, by).await?;
                quarter::release(&tx, venue, gone.id).await?;
                jobs::cancel(&tx, venue, "venues.expire", &gone.id.to_string()).await?;
            }
            tell::answered(&tx, &place, one.series, None).await?;
            if let Some(first) = ahead.first() {
                tell::booker(&tx, &place, first, "venues-notice-cancelled", by).await?;
            }
            tx.record("venue", venue, json!({ "series": one.series, "state": "cancelled", "bookings": ahead.len() }));
            Ok(ahead.len())
        })
        .await
}
