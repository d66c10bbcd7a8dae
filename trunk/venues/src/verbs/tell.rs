//! What the inbox is told: a task for the union that keeps the venue, a notice for whoever booked or borrowed.

use inbox::{Due, NewNotice, NewTask, Room, Said, To};
use organisation::Power;
use store::{Outcome, Tx};
use uuid::Uuid;

use crate::rows::booking::{self, Booking};
use crate::rows::venue::Venue;

fn booking_key(series: Uuid) -> String {
    format!("venue-booking/{series}")
}

fn loan_key(loan: Uuid) -> String {
    format!("venue-loan/{loan}")
}

/// A weekly row waits for an answer. It goes to those who hand things out at that very union, who are the ones that run it and
/// not only a team.
pub(super) async fn asks(tx: &Tx, venue: &Venue, series: Uuid, first: Uuid, begins: i64, times: usize) -> Outcome<()> {
    let said = Said::new("venues-task-booking")
        .title("venue", &venue.name)
        .day("day", codes::Day::from_unix_ms(begins))
        .number("n", i64::try_from(times).unwrap_or(i64::MAX));
    let task = NewTask::new(venue.union_id, booking_key(series), To::Power(Power::HandOut), Room::Venues, "venues.booking", said)
        .at(format!("/venues/{}/bookings/{first}", venue.id), "venues-task-decide")
        .due(Due::At(begins))
        .about(series)
        .together("venues-task-bookings", "/venues/desk");
    inbox::task(tx, &task).await.map(|_| ())
}

/// Closes the task of a weekly row once none of it waits any more.
pub(super) async fn answered(tx: &Tx, venue: &Venue, series: Uuid, by: Option<Uuid>) -> Outcome<()> {
    if booking::of_series(&**tx, venue.id, series).await?.iter().any(Booking::is_asked) {
        return Ok(());
    }
    match by {
        Some(_) => inbox::done(tx, venue.union_id, &booking_key(series), by).await?,
        None => inbox::cancel(tx, venue.union_id, &booking_key(series)).await?,
    };
    // Put down at a union that has ended since, it still stands there.
    inbox::cancel_about(tx, series).await.map(|_| ())
}

/// Tells whoever booked what became of it, unless he did it himself.
pub(super) async fn booker(tx: &Tx, venue: &Venue, booking: &Booking, key: &'static str, by: Option<Uuid>) -> Outcome<()> {
    let Some(person) = booking.person.filter(|p| Some(*p) != by) else { return Ok(()) };
    let said = Said::new(key).title("venue", &venue.name).day("day", booking.span().day());
    let href = format!("/venues/{}/bookings/{}", venue.id, booking.id);
    let notice = NewNotice::new(person, format!("{key}/{}", booking.id), Room::Venues, said, href);
    inbox::notice(tx, &notice).await.map(|_| ())
}

/// A member asks for a copy.
pub(super) async fn asks_for_copy(tx: &Tx, venue: &Venue, loan: Uuid, title: &str) -> Outcome<()> {
    let said = Said::new("venues-task-loan").title("venue", &venue.name).title("title", title);
    let href = format!("/venues/{}/lending", venue.id);
    let task = NewTask::new(venue.union_id, loan_key(loan), To::Power(Power::HandOut), Room::Venues, "venues.loan", said)
        .at(href, "venues-task-hand-out")
        .about(loan)
        .together("venues-task-loans", "/venues/desk");
    inbox::task(tx, &task).await.map(|_| ())
}

/// The request for a copy is settled: by an officer, or by the member who no longer wants it.
pub(super) async fn copy_settled(tx: &Tx, venue: &Venue, loan: Uuid, by: Option<Uuid>) -> Outcome<()> {
    match by {
        Some(_) => inbox::done(tx, venue.union_id, &loan_key(loan), by).await?,
        None => inbox::cancel(tx, venue.union_id, &loan_key(loan)).await?,
    };
    inbox::cancel_about(tx, loan).await.map(|_| ())
}

/// Tells a borrower what became of his request.
pub(super) async fn borrower(tx: &Tx, venue: &Venue, person: Uuid, loan: Uuid, key: &'static str, title: &str) -> Outcome<()> {
    let said = Said::new(key).title("venue", &venue.name).title("title", title);
    let notice = NewNotice::new(person, format!("{key}/{loan}"), Room::Venues, said, "/me/bookings");
    inbox::notice(tx, &notice).await.map(|_| ())
}
