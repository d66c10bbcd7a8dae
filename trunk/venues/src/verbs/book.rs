use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome, Tx};
use uuid::Uuid;

use super::occupy::{Row, clashes, put, require_space};
use crate::rows::quarter;
use crate::rows::venue::{self, Venue};
use crate::rules::quarter::Span;
use crate::rules::wish::{self, Wanted, Wish};
use crate::{Venues, sight};

/// How booking ended.
#[derive(Clone, Debug)]
pub enum Booked {
    /// Every one of them stands; `is_asked` while whoever keeps the venue has still to agree.
    Done { series: Uuid, bookings: Vec<Uuid>, is_asked: bool },
    /// Nothing is written: these are taken. Sent again with `leave_out`, the others are booked.
    Clashes { taken: Vec<Span>, free: usize },
}

/// Somebody faster makes us look again so many times.
const TRIES: usize = 5;

/// Who books, as rows and facts hold him.
#[derive(Clone, Copy)]
struct Booker {
    person: Uuid,
    ordinal: i64,
    home: Option<Uuid>,
}

/// Books a space, once or weekly. Each week is a booking of its own; all of them stand or none, unless the booker says that
/// those which are taken be left out. In opening hours only, but for whoever keeps the venue. Two can never hold one quarter of
/// an hour: the schema allows one row for it.
///
/// # Errors
/// [`Fault::NotFound`] for no venue; [`Fault::Invalid`] with a line for every field; `Conflict("venues-is-closed")`.
pub async fn book(v: &Venues, scope: &Scope, actor: &Actor, venue: Uuid, form: &Wish) -> Outcome<Booked> {
    let place = venue::get(v.store().read(), venue).await?.ok_or(Fault::NotFound)?;
    let wanted = wish::read(form, v.store().now()).map_err(Fault::Invalid)?;
    let homes = membership::home_on(v.store().read(), &[scope.person], v.today()).await?;
    let home = homes.get(&scope.person).ok_or(Fault::NotFound)?;
    let booker = Booker { person: scope.person, ordinal: home.ordinal, home: home.union };
    check(scope, &place, &wanted, booker)?;
    let on_behalf = wanted.union.and_then(|u| scope.on_behalf(u));
    let actor = Actor { on_behalf, ..actor.clone() };
    let (wanted, mut tries) = (&wanted, 0);
    loop {
        tries += 1;
        let written = v.store().write("venues.book", &actor, |tx| async move { write(&tx, scope, venue, wanted, booker).await });
        match written.await {
            // Somebody took one of them between our look and our row; on another look it is a clash like any other.
            Err(Fault::Taken(name)) if name == quarter::TAKEN && tries < TRIES => {}
            Err(Fault::Taken(name)) if name == quarter::TAKEN => return Err(Fault::field("from", "venues-taken")),
            // A look that finds clashes writes nothing, so it is no act and has no audit line.
            Err(Fault::Conflict(CLASHES)) => match look(v, venue, wanted).await? {
                // Given back meanwhile: nothing is in the way any more.
                Booked::Clashes { taken, .. } if taken.is_empty() && tries < TRIES => {}
                clashes => return Ok(clashes),
            },
            other => return other,
        }
    }
}

const CLASHES: &str = "venues-taken";

fn check(scope: &Scope, venue: &Venue, wanted: &Wanted, booker: Booker) -> Outcome<()> {
    if venue.is_closed() {
        return Err(Fault::Conflict("venues-is-closed"));
    }
    let is_keeper = sight::keeps(scope, venue.union_id);
    if wanted.union.is_some_and(|union| !scope.may(Power::Run, union)) {
        return Err(Fault::field("union", "venues-union-unknown"));
    }
    if !sight::may_book(scope.federation(), venue, is_keeper, wanted.union, booker.home) {
        return Err(Fault::field("union", "venues-not-for-you"));
    }
    let week = venue.week();
    let is_outside = |s: &&Span| {
        let (from, until) = s.of_day();
        !week.covers(s.day(), from, until)
    };
    match wanted.spans.iter().find(is_outside) {
        Some(_) if !is_keeper => Err(Fault::Invalid(vec![FieldFault::new("from", "venues-outside-hours")])),
        _ => Ok(()),
    }
}

async fn write(tx: &Tx, scope: &Scope, venue: Uuid, wanted: &Wanted, booker: Booker) -> Outcome<Booked> {
    let place = venue::lock(tx, venue).await?.ok_or(Fault::NotFound)?;
    check(scope, &place, wanted, booker)?;
    require_space(tx, &place, wanted.space).await?;
    let taken = clashes(tx, venue, wanted.space, &wanted.spans).await?;
    let spans: Vec<Span> = wanted.spans.iter().copied().filter(|s| !taken.contains(s)).collect();
    if spans.is_empty() || (!taken.is_empty() && !wanted.leaves_out) {
        return Err(Fault::Conflict(CLASHES));
    }
    let row = Row {
        space: wanted.space,
        spans: &spans,
        union: wanted.union,
        person: Some(booker.person),
        ordinal: Some(booker.ordinal),
        purpose: &wanted.purpose,
        event: None,
    };
    let (series, bookings, is_asked) = put(tx, &place, sight::keeps(scope, place.union_id), &row).await?;
    tx.record("venue", venue, json!({ "series": series, "bookings": bookings.len(), "space": wanted.space, "asked": is_asked }));
    Ok(Booked::Done { series, bookings, is_asked })
}

/// What is taken, for the list that the form shows.
async fn look(v: &Venues, venue: Uuid, wanted: &Wanted) -> Outcome<Booked> {
    let (first, last) = (wanted.spans.first(), wanted.spans.last());
    let (from, until) = (first.map_or(0, |s| s.from), last.map_or(0, |s| s.until));
    let held = quarter::held(v.store().read(), venue, wanted.space, from, until).await?;
    let is_taken = |s: &Span| held.range(s.from..s.until).next().is_some();
    let (taken, free): (Vec<Span>, Vec<Span>) = wanted.spans.iter().copied().partition(is_taken);
    Ok(Booked::Clashes { taken, free: free.len() })
}
