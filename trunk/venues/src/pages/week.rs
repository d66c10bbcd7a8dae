use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::Outcome;
use ui::{Button, Empty, Head, Link, Row, Rows, St, Views};
use uuid::Uuid;
use web::{Ask, Failed, Path, Query};

use super::said;
use super::venue::weeks;
use crate::rows::booking::{self, Booking};
use crate::rows::space;
use crate::rows::venue::Venue;
use crate::rules::quarter::QUARTER_MS;
use crate::{Venues, sight};

/// Bookings that wait or are not counted, shown at once.
const MOST: i64 = 50;
/// How far back one may still wish to count, quarters of an hour: 60 days.
pub(crate) const COUNTED_BACK: i32 = 60 * 96;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    week: String,
}

pub async fn get(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failed> {
    let venue = sight::kept(&v, &scope, id).await?;
    Ok(ask.show(&view(&ask, &v, &scope, &venue, &asked).await?))
}

#[derive(Template)]
#[template(path = "venues/week.html")]
struct WeekPage {
    page: ui::Page,
    head: Head,
    waiting: Rows,
    has_waiting: bool,
    weeks: Views,
    lines: Vec<Line>,
    empty: Empty,
    uncounted: Rows,
    has_uncounted: bool,
}

struct Line {
    when: Link,
    space: String,
    whose: String,
    purpose: String,
    state: St,
}

async fn view(ask: &Ask, venues: &Venues, scope: &Scope, venue: &Venue, asked: &Asked) -> Outcome<WeekPage> {
    let (v, db, path) = (&ask.v, venues.store().read(), format!("/venues/{}", venue.id));
    let monday = said::week_of(venues, &asked.week);
    let (from, until) = said::week_span(monday);
    let now = i32::try_from(ask.now() / QUARTER_MS).unwrap_or(i32::MAX);
    let week = booking::between(db, venue.id, from, until).await?;
    let waiting = booking::asked(db, venue.id, MOST).await?;
    let over = booking::uncounted(db, venue.id, now - COUNTED_BACK, now, MOST).await?;
    let ordinals = week.iter().chain(&waiting).chain(&over).filter_map(|b| b.ordinal);
    let names = said::names(venues, scope, venue, ordinals).await?;
    let spaces = space::of_venue(db, venue.id).await?;
    let space = |b: &Booking| spaces.iter().find(|s| s.id == b.space_id).map(|s| s.name.clone()).unwrap_or_default();
    let to = |b: &Booking| format!("{path}/bookings/{}", b.id);
    let row = |b: &Booking| {
        let row = Row::new(said::when(v, b.span())).to(to(b)).fact(space(b)).fact(said::whose(v, venues, b, &names));
        row.fact(b.purpose.as_str()).end(said::state(v, b, ask.now()))
    };
    let lines = week.iter().map(|b| Line {
        when: Link::new(to(b), said::when(v, b.span())),
        space: space(b),
        whose: said::whose(v, venues, b, &names),
        purpose: b.purpose.clone(),
        state: said::state(v, b, ask.now()),
    });
    let mut head = ui::head(venue.name.as_str())
        .says(format!("{}　{}", said::kind(v, venue), venues.federation().name(venue.union_id)))
        .act(Button::link(format!("{path}/lending"), v.t("venues-lending")));
    if !venue.is_closed() {
        head = head
            .act(Button::link(format!("{path}/edit"), v.t("venues-change")).icon("edit"))
            .act(Button::link(format!("{path}/book"), v.t("venues-book")).main());
    }
    Ok(WeekPage {
        page: ask.page_named(venue.name.as_str()).at("venues").under("/venues/desk", v.t("venues-keep")),
        head,
        has_waiting: !waiting.is_empty(),
        waiting: Rows::new(waiting.iter().map(row)),
        weeks: weeks(ask, &format!("{path}/bookings"), monday, venues.today()),
        lines: lines.collect(),
        empty: Empty::new("today", v.t("venues-week-free")).hint(v.t("venues-week-none-hint")),
        has_uncounted: !over.is_empty(),
        uncounted: Rows::new(over.iter().map(row)),
    })
}
