//! Taking time in a space inside somebody's transaction: the common ground of a booking by hand and of a room's session.

use organisation::Scope;
use serde_json::json;
use store::{Fault, Outcome, Tx};
use uuid::Uuid;

use super::tell;
use crate::rows::booking::{self, NewBooking};
use crate::rows::venue::{self, Venue};
use crate::rows::{quarter, space};
use crate::rules::quarter::Span;
use crate::sight;

/// What a room wants a space for.
#[derive(Clone, Debug)]
pub struct Occupation {
    pub venue: Uuid,
    pub space: Uuid,
    /// Unix milliseconds; a quarter of an hour that is only begun belongs to it.
    pub from: i64,
    pub until: i64,
    /// The union that holds it; the caller has asked whether the reader may run there.
    pub union: Uuid,
    /// The session, which counts itself: the venue does not count it again.
    pub event: Uuid,
    /// What for, in words; nobody's name.
    pub purpose: String,
}

/// A space that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occupied {
    pub booking: Uuid,
    /// It holds the time, but whoever keeps the venue has still to agree.
    pub is_asked: bool,
}

/// What is written of one weekly row.
pub(super) struct Row<'a> {
    pub space: Uuid,
    pub spans: &'a [Span],
    pub union: Option<Uuid>,
    pub person: Option<Uuid>,
    pub ordinal: Option<i64>,
    pub purpose: &'a str,
    pub event: Option<Uuid>,
}

/// Reserves a space for a session inside the room's own transaction, which also writes the audit line of the session. The same
/// rules hold as for a booking by hand: the venue's rule about unions, and its approval.
///
/// # Errors
/// [`Fault::Invalid`] on `venue` (unknown, closed, not to be booked by this union), `space`, `when` (empty, in the past, or
/// taken: `venues-taken`).
pub async fn occupy(tx: &Tx, scope: &Scope, o: &Occupation) -> Outcome<Occupied> {
    let venue = venue::lock(tx, o.venue).await?.filter(|v| !v.is_closed());
    let venue = venue.ok_or_else(|| Fault::field("venue", "venues-unknown"))?;
    let is_keeper = sight::keeps(scope, venue.union_id);
    if !sight::may_book(scope.federation(), &venue, is_keeper, Some(o.union), None) {
        return Err(Fault::field("venue", "venues-not-for-you"));
    }
    require_space(tx, &venue, o.space).await?;
    let span = Span::between(o.from, o.until).filter(|s| s.ends() > tx.now());
    let span = span.ok_or_else(|| Fault::field("when", "venues-from-past"))?;
    if !clashes(tx, venue.id, o.space, &[span]).await?.is_empty() {
        return Err(Fault::field("when", "venues-taken"));
    }
    let row = Row {
        space: o.space,
        spans: &[span],
        union: Some(o.union),
        person: Some(scope.person),
        ordinal: None,
        purpose: &o.purpose,
        event: Some(o.event),
    };
    let (_, ids, is_asked) =
        put(tx, &venue, is_keeper, &row).await.map_err(|f| f.or_field(quarter::TAKEN, "when", "venues-taken"))?;
    let booking = ids.first().copied().ok_or_else(|| Fault::Internal("a span makes a booking".into()))?;
    Ok(Occupied { booking, is_asked })
}

/// Gives back what a session held; nothing where it held nothing. In the room's own transaction.
///
/// # Errors
/// [`Fault::Database`].
pub async fn vacate(tx: &Tx, venue: Uuid, event: Uuid) -> Outcome<()> {
    let Some(place) = venue::lock(tx, venue).await? else { return Ok(()) };
    for held in booking::of_event(&**tx, venue, event).await? {
        booking::set_state(tx, venue, held.id, "cancelled").await?;
        quarter::release(tx, venue, held.id).await?;
        tell::answered(tx, &place, held.series, None).await?;
    }
    Ok(())
}

pub(super) async fn require_space(tx: &Tx, venue: &Venue, id: Uuid) -> Outcome<()> {
    let is_there = space::open(&**tx, venue.id).await?.iter().any(|s| s.id == id);
    if is_there { Ok(()) } else { Err(Fault::field("space", "venues-space-unknown")) }
}

/// Those of the spans that somebody else holds a quarter of.
pub(super) async fn clashes(tx: &Tx, venue: Uuid, space: Uuid, spans: &[Span]) -> Outcome<Vec<Span>> {
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return Ok(Vec::new()) };
    let held = quarter::held(&**tx, venue, space, first.from, last.until).await?;
    Ok(spans.iter().copied().filter(|s| held.range(s.from..s.until).next().is_some()).collect())
}

/// Writes a weekly row with every quarter it holds, and puts it on the desk where it needs approval. Answers the series, its
/// bookings, and whether they wait.
///
/// # Errors
/// `Fault::Taken(quarter::TAKEN)` when somebody was faster.
pub(super) async fn put(tx: &Tx, venue: &Venue, is_keeper: bool, row: &Row<'_>) -> Outcome<(Uuid, Vec<Uuid>, bool)> {
    let is_asked = venue.needs_approval && !is_keeper;
    let (series, mut ids) = (tx.new_id(), Vec::with_capacity(row.spans.len()));
    for span in row.spans {
        let id = tx.new_id();
        let new = NewBooking {
            venue: venue.id,
            id,
            space: row.space,
            series,
            span: *span,
            union: row.union,
            person: row.person,
            ordinal: row.ordinal,
            purpose: row.purpose,
            event: row.event,
            state: if is_asked { "asked" } else { "approved" },
        };
        booking::insert(tx, &new).await?;
        quarter::insert(tx, venue.id, row.space, id, *span).await?;
        if is_asked {
            // Unanswered when its time comes, it gives the time back.
            let payload = json!({ "booking": id });
            jobs::later(tx, venue.id, "venues.expire", payload, span.begins(), &id.to_string()).await?;
        }
        ids.push(id);
    }
    if let (true, Some(first), Some(span)) = (is_asked, ids.first(), row.spans.first()) {
        tell::asks(tx, venue, series, *first, span.begins(), ids.len()).await?;
    }
    Ok((series, ids, is_asked))
}
