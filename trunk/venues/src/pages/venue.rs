use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use codes::Day;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, Outcome};
use ui::{Button, Empty, Facts, Head, Html, Note, Row, Rows, Views};
use uuid::Uuid;
use web::{Ask, Failed, Path, Query};

use super::said;
use crate::rows::venue::Venue;
use crate::rows::{booking, change, space, title};
use crate::rules::hours;
use crate::{Venues, sight};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    week: String,
}

pub async fn get(
    State(v): State<Venues>,
    ask: Ask,
    scope: Option<Extension<Scope>>,
    Path(id): Path<Uuid>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failed> {
    let venue = crate::get(v.store().read(), id).await?.ok_or(Fault::NotFound)?;
    Ok(ask.show(&view(&ask, &v, scope.as_deref(), &venue, &asked).await?))
}

#[derive(Template)]
#[template(path = "venues/venue.html")]
struct VenuePage {
    page: ui::Page,
    head: Head,
    gone: Option<Note>,
    facts: Facts,
    hours: Facts,
    /// Closed until somebody says otherwise: nobody has said anything.
    has_hours: bool,
    spaces: Rows,
    /// What the rooms are called: those that can be booked, or just those there are; nothing without rooms.
    spaces_head: Option<String>,
    weeks: Views,
    /// When they are taken; nothing where nobody may book.
    booked: Option<Rows>,
}

async fn view(ask: &Ask, venues: &Venues, scope: Option<&Scope>, venue: &Venue, asked: &Asked) -> Outcome<VenuePage> {
    let (v, db, path) = (&ask.v, venues.store().read(), format!("/venues/{}", venue.id));
    let spaces = space::open(db, venue.id).await?;
    let keeps = scope.is_some_and(|s| sight::keeps(s, venue.union_id));
    let is_open = !venue.is_closed();
    let is_booked = is_open && !spaces.is_empty() && (keeps || venue.bookers != "nobody");
    let mut head =
        ui::head(venue.name.as_str()).says(format!("{}　{}", said::kind(v, venue), venues.federation().name(venue.union_id)));
    if let Some(state) = said::open_now(v, venue, ask.now()) {
        head = head.state(state);
    }
    if is_open && title::count(db, venue.id).await? > 0 {
        head = head.act(Button::link(format!("{path}/titles"), v.t("venues-titles")));
    }
    if keeps {
        head = head.act(Button::link(format!("{path}/bookings"), v.t("venues-keep")));
    }
    if is_booked {
        head = head.act(Button::link(format!("{path}/book"), v.t("venues-book")).main());
    }
    let closing = change::about(db, venue.id, venue.id).await?.into_iter().find(|c| c.what == "closed");
    let week = venue.week();
    let hours = said::DAYS.iter().zip(&week.0).fold(Facts::new(), |facts, (day, spans)| {
        facts.fact(v.t(day), if spans.is_empty() { v.t("venues-closed") } else { hours::say(spans) })
    });
    let monday = said::week_of(venues, &asked.week);
    let (from, until) = said::week_span(monday);
    let booked = booking::between(db, venue.id, from, until).await?;
    let rows = booked.iter().map(|b| {
        let name = spaces.iter().find(|s| s.id == b.space_id).map(|s| s.name.clone()).unwrap_or_default();
        Row::new(said::times(b.span()))
            .on(b.span().day().day_of_month().to_string(), v.t(said::DAYS[(b.span().day().weekday() as usize - 1).min(6)]))
            .fact(name)
            .end(said_time(ask, b))
    });
    let lead = |s: &space::Space| {
        let row = Row::new(s.name.as_str());
        if s.seats > 0 { row.fact(v.t1("venues-seats", "n", s.seats)) } else { row }
    };
    Ok(VenuePage {
        page: ask.page_named(venue.name.as_str()).at("venues").back_to("/venues", v.t("venues-venues")),
        head,
        gone: closing.map(|c| Note::warn(c.reason).title(v.t("venues-closed-for-good"))),
        facts: facts(ask, venue),
        hours,
        has_hours: !week.is_unsaid(),
        spaces_head: (!spaces.is_empty()).then(|| v.t(if is_booked { "venues-spaces" } else { "venues-rooms" })),
        spaces: Rows::new(spaces.iter().map(lead)),
        weeks: weeks(ask, &path, monday, venues.today()),
        booked: is_booked
            .then(|| Rows::new(rows).or(Empty::new("today", v.t("venues-week-free")).hint(v.t("venues-week-free-hint")))),
    })
}

/// Everybody may read when it is taken, and nothing else.
fn said_time(ask: &Ask, booking: &booking::Booking) -> ui::St {
    if booking.is_asked() {
        ui::State::Waiting.says(ask.v.t("venues-time-asked"))
    } else {
        ui::State::Done.says(ask.v.t("venues-time-taken"))
    }
}

fn facts(ask: &Ask, venue: &Venue) -> Facts {
    let v = &ask.v;
    let facilities = said::facilities(v, venue);
    let number: String = venue.phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let phone = (!venue.phone.is_empty()).then(|| Html::link(format!("tel:{number}"), venue.phone.as_str()));
    Facts::new()
        .fact(v.t("venues-address"), venue.address.as_str())
        .maybe(v.t("venues-phone"), phone)
        .maybe(v.t("venues-facilities"), (!facilities.is_empty()).then_some(facilities))
        .maybe(v.t("venues-about"), (!venue.about.is_empty()).then(|| venue.about.clone()))
        .fact(v.t("venues-bookers"), said::bookers(v, venue))
        .maybe(v.t("venues-approval"), venue.needs_approval.then(|| v.t("venues-approval-needed")))
}

/// The week before, this one, the next.
pub(super) fn weeks(ask: &Ask, path: &str, monday: Day, today: Day) -> Views {
    let v = &ask.v;
    let this = crate::rules::quarter::monday(today);
    let to = |day: Day| format!("{path}?week={day}");
    let mut views = Views::new(v.t("venues-week"));
    for (day, key) in [(this, "venues-week-this"), (Day(this.0 + 7), "venues-week-next"), (Day(this.0 + 14), "venues-week-after")]
    {
        views = views.view(to(day), v.t(key), day == monday);
    }
    if (monday.0 - this.0).rem_euclid(7) == 0 && !(0..=14).contains(&(monday.0 - this.0)) {
        views = views.view(to(monday), v.date(monday.0), true);
    }
    views
}
