//! Who reaches what. A venue is everybody's to read; who booked or borrowed is seen by the person himself and by the union
//! that keeps the venue, and by nobody who merely stands higher.

use organisation::{Federation, Office, Power, Scope};
use store::{Fault, Outcome};
use uuid::Uuid;

use crate::Venues;
use crate::rows::booking::{self, Booking};
use crate::rows::loan::{self, Loan};
use crate::rows::venue::{self, Venue};

/// Whether the reader keeps the venues of this union: the power to run there, by more than a team leader's post.
pub(crate) fn keeps(scope: &Scope, union: Uuid) -> bool {
    scope.may(Power::Run, union) && !leads_a_team_only(scope, union)
}

/// Whether names may be shown to him: he keeps the venues of this very union, and does not merely stand above it.
pub(crate) fn sees_names(scope: &Scope, union: Uuid) -> bool {
    let keeper = scope.federation().get(union).and_then(|u| u.kept_by);
    keeps(scope, union) && scope.held().iter().any(|h| h.union == union || keeper == Some(h.union))
}

pub(crate) fn require(scope: &Scope, union: Uuid) -> Result<(), Fault> {
    scope.require(Power::Run, union)?;
    if keeps(scope, union) { Ok(()) } else { Err(Fault::Forbidden(Power::Run.name())) }
}

/// A team leader's post reaches the members of the team; what the union keeps for all is another's affair.
fn leads_a_team_only(scope: &Scope, union: Uuid) -> bool {
    let federation = scope.federation();
    let keeper = federation.get(union).and_then(|u| u.kept_by);
    !scope
        .held()
        .iter()
        .filter(|h| h.office != Office::TeamLeader && h.office.has(Power::Run))
        .any(|h| h.union == union || keeper == Some(h.union) || (h.subtree && federation.is_within(union, h.union)))
}

/// The venue, for whoever keeps it.
///
/// # Errors
/// [`Fault::NotFound`] outside the scope, [`Fault::Forbidden`] without the power.
pub(crate) async fn kept(v: &Venues, scope: &Scope, id: Uuid) -> Outcome<Venue> {
    let venue = venue::get(v.store().read(), id).await?.ok_or(Fault::NotFound)?;
    require(scope, venue.union_id)?;
    Ok(venue)
}

/// A booking for whoever asked for it, runs the union it is for, or keeps the venue.
///
/// # Errors
/// [`Fault::NotFound`] for anybody else.
pub(crate) async fn booking(v: &Venues, scope: &Scope, venue: Uuid, id: Uuid) -> Outcome<(Venue, Booking)> {
    let place = venue::get(v.store().read(), venue).await?.ok_or(Fault::NotFound)?;
    let booking = booking::get(v.store().read(), venue, id).await?.ok_or(Fault::NotFound)?;
    if is_theirs(scope, &booking) || keeps(scope, place.union_id) { Ok((place, booking)) } else { Err(Fault::NotFound) }
}

/// It was booked by the reader, or for a union he runs.
pub(crate) fn is_theirs(scope: &Scope, booking: &Booking) -> bool {
    booking.person == Some(scope.person) || booking.union_id.is_some_and(|union| keeps(scope, union))
}

/// A loan for whoever asked for it or keeps the venue.
///
/// # Errors
/// [`Fault::NotFound`] for anybody else.
pub(crate) async fn loan(v: &Venues, scope: &Scope, venue: Uuid, id: Uuid) -> Outcome<(Venue, Loan)> {
    let place = venue::get(v.store().read(), venue).await?.ok_or(Fault::NotFound)?;
    let loan = loan::get(v.store().read(), venue, id).await?.ok_or(Fault::NotFound)?;
    if loan.person == scope.person || keeps(scope, place.union_id) { Ok((place, loan)) } else { Err(Fault::NotFound) }
}

/// Whether this venue may be booked: for a union, by the venue's rule about unions; for oneself (`home` is the union of the
/// membership), by its rule about members. Whoever keeps it always may.
pub(crate) fn may_book(federation: &Federation, venue: &Venue, is_keeper: bool, union: Option<Uuid>, home: Option<Uuid>) -> bool {
    let is_within = |id: Uuid| id == venue.union_id || federation.is_within(id, venue.union_id);
    let whose = union.or(home);
    match venue.bookers.as_str() {
        _ if is_keeper => true,
        "within" => whose.is_some_and(is_within),
        "officers" => union.is_some(),
        "all" => whose.is_some(),
        _ => false,
    }
}
