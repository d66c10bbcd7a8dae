use ledger::{EventCard, Fact, Source, What};
use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::change::read_revision;
use crate::rows::booking::Booking;
use crate::rows::venue::Venue;
use crate::rows::{booking, change, venue};
use crate::rules::field::{self, MOST_HEADS};
use crate::rules::kind::USE;
use crate::{Venues, sight};

/// Counts who came, by head, when a booking is over. Nobody asks for it; once said, it is a session held by the union that keeps
/// the venue. Said again with a reason, the first figure is retracted. Nobody came: 0, and nothing was held. What a room holds
/// there counts itself.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] on `heads` or `reason`; `Conflict` when it is not over, was not held, or was counted
/// meanwhile.
pub async fn count(
    v: &Venues,
    scope: &Scope,
    actor: &Actor,
    venue: Uuid,
    id: Uuid,
    heads: &str,
    reason: &str,
    revision: &str,
) -> Outcome<()> {
    let stands = sight::kept(v, scope, venue).await?;
    let seen = booking::get(v.store().read(), venue, id).await?.ok_or(Fault::NotFound)?;
    let is_first = seen.state != "counted";
    let mut faults = Vec::new();
    let heads = field::keep(&mut faults, field::number("heads", heads, 0, MOST_HEADS, "venues-number-range"));
    let reason = field::keep(&mut faults, field::reason(reason, is_first));
    let (Some(heads), Some(reason), true) = (heads, reason, faults.is_empty()) else { return Err(Fault::Invalid(faults)) };
    let (reason, revision, person) = (&reason, read_revision(revision)?, scope.person);
    let actor = Actor { on_behalf: scope.on_behalf(stands.union_id), ..actor.clone() };
    let written = v.store().write("venues.count", &actor, |tx| async move {
        let place = venue::lock(&tx, venue).await?.ok_or(Fault::NotFound)?;
        let one = booking::get(&*tx, venue, id).await?.ok_or(Fault::NotFound)?;
        if one.event.is_some() {
            return Err(Fault::Conflict("venues-counts-itself"));
        }
        if !matches!(one.state.as_str(), "approved" | "counted") || one.span().ends() > tx.now() {
            return Err(Fault::Conflict("venues-not-over"));
        }
        if one.revision != revision {
            return Err(Fault::Conflict("venues-changed-meanwhile"));
        }
        if one.by_head.is_some_and(|n| n > 0) {
            ledger::retract_event(&tx, id, reason).await?;
        }
        booking::count(&tx, venue, id, heads).await?;
        if heads > 0 {
            ledger::describe(&tx, &[card(&place, &one)]).await?;
            ledger::record(&tx, &facts(&place, &one, heads)).await?;
        }
        let what = if one.by_head.is_none() { "counted" } else { "recounted" };
        change::insert(&tx, venue, id, what, reason, Some(person)).await?;
        tx.record("venue", venue, json!({ "booking": id, "by_head": heads, "before": one.by_head }));
        Ok(())
    });
    written.await.map_err(beside_the_form)
}

/// Held once, so many by head, so many minutes.
fn facts(venue: &Venue, booking: &Booking, heads: i64) -> Vec<Fact> {
    let held = Fact::held(booking.id, booking.span().day(), venue.union_id, USE);
    let counted = held.also(What::Counted, heads, Source::Headcount);
    let minutes = held.also(What::Minutes, booking.span().minutes(), Source::Roster);
    vec![held, counted, minutes]
}

/// What anybody may read of it: the place, and not what for, which may tell who.
fn card(venue: &Venue, booking: &Booking) -> EventCard {
    EventCard {
        event: booking.id,
        title: venue.name.clone(),
        day: booking.span().day(),
        host: venue.union_id,
        kind: USE.to_owned(),
        setting: String::new(),
        place: venue.name.clone(),
        programme: None,
        co_hosts: Vec::new(),
    }
}

/// The ledger names the fields of a fact; the form asks for heads only.
fn beside_the_form(fault: Fault) -> Fault {
    match fault {
        Fault::Invalid(faults) => {
            Fault::Invalid(
                faults
                    .into_iter()
                    .map(|f| {
                        if ["day", "quantity"].contains(&f.field.as_str()) {
                            FieldFault { field: "heads".into(), ..f }
                        } else {
                            f
                        }
                    })
                    .collect(),
            )
        }
        other => other,
    }
}
