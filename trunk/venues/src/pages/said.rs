//! How a venue, a time and a state are said on every screen.

use std::collections::HashMap;

use codes::Day;
use i18n::Voice;
use organisation::Scope;
use store::Outcome;
use ui::{St, State};

use crate::rows::booking::Booking;
use crate::rows::loan::Loan;
use crate::rows::venue::Venue;
use crate::rules::hours;
use crate::rules::kind::{BOOKERS, FACILITIES, VENUE_KINDS, Word, named};
use crate::rules::quarter::{Span, monday};
use crate::{Venues, sight};

/// The days of a week, Monday first.
pub(super) const DAYS: [&str; 7] =
    ["venues-day-1", "venues-day-2", "venues-day-3", "venues-day-4", "venues-day-5", "venues-day-6", "venues-day-7"];

pub(super) fn word(v: &Voice, words: &[Word], name: &str) -> String {
    named(words, name).map_or_else(|| name.to_owned(), |w| v.t(w.key))
}

pub(super) fn kind(v: &Voice, venue: &Venue) -> String {
    word(v, VENUE_KINDS, &venue.kind)
}

pub(super) fn bookers(v: &Voice, venue: &Venue) -> String {
    word(v, BOOKERS, &venue.bookers)
}

pub(super) fn facilities(v: &Voice, venue: &Venue) -> String {
    venue.facilities().map(|f| word(v, FACILITIES, f)).collect::<Vec<_>>().join("　")
}

/// Open or closed at this instant; nothing where nobody has said.
pub(super) fn open_now(v: &Voice, venue: &Venue, now: i64) -> Option<St> {
    let week = venue.week();
    if venue.is_closed() {
        return Some(State::Off.says(v.t("venues-closed-for-good")));
    }
    match (week.is_unsaid(), week.is_open(now)) {
        (true, _) => None,
        (false, true) => Some(State::Done.says(v.t("venues-open-now"))),
        (false, false) => Some(State::NotDue.says(v.t("venues-closed-now"))),
    }
}

/// `350米`, `2.4公里`.
pub(super) fn distance(v: &Voice, metres: i64) -> String {
    if metres < 1_000 {
        v.t1("venues-metres", "n", metres / 10 * 10)
    } else {
        v.t1("venues-kilometres", "n", format!("{}.{}", v.number(metres / 1_000), metres % 1_000 / 100))
    }
}

/// `19:00-21:00`.
pub(super) fn times(span: Span) -> String {
    let (from, until) = span.of_day();
    hours::say(&[(from, until)])
}

/// `11月19日 周四 19:00-21:00`.
pub(super) fn when(v: &Voice, span: Span) -> String {
    format!("{} {}", v.date(span.day().0), times(span))
}

pub(super) fn state(v: &Voice, booking: &Booking, now: i64) -> St {
    match booking.state.as_str() {
        "asked" => State::Waiting.says(v.t("venues-state-asked")),
        "approved" if booking.span().ends() <= now => State::Done.says(v.t("venues-state-over")),
        "approved" => State::Done.says(v.t("venues-state-approved")),
        "counted" => State::Done.says(v.t1("venues-state-counted", "n", booking.by_head.unwrap_or(0))),
        "refused" => State::Off.says(v.t("venues-state-refused")),
        "expired" => State::Off.says(v.t("venues-state-expired")),
        _ => State::Off.says(v.t("venues-state-cancelled")),
    }
}

pub(super) fn loan_state(v: &Voice, loan: &Loan, today: Day) -> St {
    match loan.state.as_str() {
        "asked" => State::Waiting.says(v.t("venues-loan-asked")),
        "out" if loan.is_overdue(today) => State::Late.says(v.t("venues-loan-overdue")),
        "out" => State::Due.says(v.t("venues-loan-out")),
        "back" => State::Done.says(v.t("venues-loan-back")),
        "refused" => State::Off.says(v.t("venues-state-refused")),
        _ => State::Off.says(v.t("venues-state-cancelled")),
    }
}

/// The Monday asked for, or this week's; what cannot be read is this week.
pub(super) fn week_of(v: &Venues, asked: &str) -> Day {
    monday(Day::parse_written(asked).ok().filter(|d| (d.0 - v.today().0).abs() < 4_000).unwrap_or(v.today()))
}

/// Quarters of a week from its Monday.
pub(super) fn week_span(monday: Day) -> (i32, i32) {
    let at = |day: Day| i32::try_from(day.start_unix_ms() / crate::QUARTER_MS).unwrap_or(i32::MAX);
    (at(monday), at(Day(monday.0 + 7)))
}

/// Names by ordinal, for whoever keeps the venues of this very union; empty for anybody else.
pub(super) async fn names(
    venues: &Venues,
    scope: &Scope,
    venue: &Venue,
    ordinals: impl IntoIterator<Item = i64>,
) -> Outcome<HashMap<i64, String>> {
    if !sight::sees_names(scope, venue.union_id) {
        return Ok(HashMap::new());
    }
    let ordinals: Vec<i64> = ordinals.into_iter().collect();
    let people = membership::people_by_ordinal(venues.store().read(), &ordinals).await?;
    Ok(people.into_iter().map(|(ordinal, e)| (ordinal, e.name)).collect())
}

/// Whom a booking is for: the union, and the name where the reader may see it.
pub(super) fn whose(v: &Voice, venues: &Venues, booking: &Booking, names: &HashMap<i64, String>) -> String {
    let name = booking.ordinal.and_then(|o| names.get(&o)).cloned();
    match (booking.union_id.map(|u| venues.federation().name(u)), name) {
        (Some(union), Some(name)) => format!("{union}　{name}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => v.t("venues-a-member"),
    }
}
