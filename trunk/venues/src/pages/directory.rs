use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use organisation::{Power, Scope};
use serde::Deserialize;
use store::Outcome;
use ui::{Button, Empty, Field, Head, Href, Pager, Row, Rows};
use uuid::Uuid;
use web::{Ask, Failed, Query};

use super::said;
use crate::rules::distance::position;
use crate::rules::kind::{FACILITIES, VENUE_KINDS};
use crate::{Found, Venues, Wanted, find};

/// Venues a page.
const SIZE: usize = 30;
/// Unions offered as places below the one chosen.
const MOST_PLACES: usize = 120;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    pub q: String,
    pub kind: String,
    pub facility: String,
    pub place: String,
    pub lat: String,
    pub lon: String,
    /// `1`: open now.
    pub open: String,
    pub page: String,
}

impl Asked {
    pub(crate) fn wanted(&self, now: i64) -> Wanted {
        Wanted {
            kind: self.kind.clone(),
            facility: self.facility.clone(),
            place: Uuid::try_parse(&self.place).ok(),
            words: self.q.clone(),
            near: position(&self.lat, &self.lon),
            open_at: (self.open == "1").then_some(now),
        }
    }
}

pub async fn get(
    State(v): State<Venues>,
    ask: Ask,
    scope: Option<Extension<Scope>>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failed> {
    Ok(ask.show(&view(&ask, &v, scope.as_deref(), &asked).await?))
}

#[derive(Template)]
#[template(path = "venues/directory.html")]
struct Directory {
    page: ui::Page,
    head: Head,
    q: Field,
    kind: Field,
    facility: Field,
    place: Field,
    open: Field,
    lat: String,
    lon: String,
    count: usize,
    rows: Rows,
    pager: Pager,
}

async fn view(ask: &Ask, venues: &Venues, scope: Option<&Scope>, asked: &Asked) -> Outcome<Directory> {
    let v = &ask.v;
    let wanted = asked.wanted(ask.now());
    let found = find(venues, &wanted).await?;
    let page = asked.page.parse::<usize>().unwrap_or(1).clamp(1, found.len().div_ceil(SIZE).max(1));
    let rows = found.iter().skip((page - 1) * SIZE).take(SIZE).map(|f| row(ask, venues, f));
    let (lat, lon) = if wanted.near.is_some() { (asked.lat.as_str(), asked.lon.as_str()) } else { ("", "") };
    let base = Href::new("/venues")
        .with("q", &asked.q)
        .with("kind", &asked.kind)
        .with("facility", &asked.facility)
        .with("place", &asked.place)
        .with("open", &asked.open)
        .with("lat", lat)
        .with("lon", lon);
    let mut head =
        ui::head(v.t("venues-venues")).says(v.t(if wanted.near.is_some() { "venues-near-lead" } else { "venues-lead" }));
    if let Some(scope) = scope {
        head = head.act(Button::link("/me/bookings", v.t("venues-mine")));
        if scope.has(Power::Run) {
            head = head.act(Button::link("/venues/desk", v.t("venues-keep")));
        }
    }
    let mut empty = Empty::new("venues", v.t("venues-none")).hint(v.t("venues-none-hint"));
    if venues.directory().await?.is_empty() {
        // Nothing that is asked for otherwise would find more.
        empty = Empty::new("venues", v.t("venues-none-yet")).hint(v.t("venues-none-yet-hint"));
        if scope.is_some_and(|scope| scope.has(Power::Run)) {
            empty = empty.act(Button::link("/venues/new", v.t("venues-set-up")).icon("add").main());
        }
    }
    let words = |words: &[crate::Word]| words.iter().map(|w| (w.name, v.t(w.key))).collect::<Vec<_>>();
    let any = || v.t("venues-any");
    Ok(Directory {
        page: ask.page("venues-venues").at("venues"),
        head,
        q: Field::text("q", v.t("venues-words")).value(&asked.q).attr("maxlength", 60).bare(),
        kind: Field::select("kind", v.t("venues-kind")).choice("", any()).choices(words(VENUE_KINDS)).value(&asked.kind).bare(),
        facility: Field::select("facility", v.t("venues-facility"))
            .choice("", any())
            .choices(words(FACILITIES))
            .value(&asked.facility)
            .bare(),
        place: place(ask, venues, wanted.place),
        open: Field::select("open", v.t("venues-open"))
            .choice("", any())
            .choice("1", v.t("venues-open-now"))
            .value(if wanted.open_at.is_some() { "1" } else { "" })
            .bare(),
        lat: lat.to_owned(),
        lon: lon.to_owned(),
        count: found.len(),
        rows: Rows::new(rows).or(empty),
        pager: Pager::new(v, base, page as u64, SIZE as u64, found.len() as u64),
    })
}

/// The way down to the place chosen, and what is below it.
fn place(ask: &Ask, venues: &Venues, chosen: Option<Uuid>) -> Field {
    let federation = venues.federation();
    let chosen = chosen.and_then(|id| federation.get(id));
    let here = chosen.clone().or_else(|| federation.root());
    let path = here.as_ref().map(|u| federation.path(u.id)).unwrap_or_default();
    let below = here.map(|u| federation.children(u.id)).unwrap_or_default();
    let all = path.iter().chain(below.iter().take(MOST_PLACES)).map(|u| (u.id.to_string(), u.name.clone()));
    Field::select("place", ask.v.t("venues-place"))
        .choice("", ask.v.t("venues-any"))
        .choices(all)
        .value(chosen.map(|u| u.id.to_string()).unwrap_or_default())
        .bare()
}

fn row(ask: &Ask, venues: &Venues, found: &Found) -> Row {
    let (v, venue) = (&ask.v, &found.venue);
    let mut row = Row::new(venue.name.as_str())
        .to(format!("/venues/{}", venue.id))
        .icon("place", said::kind(v, venue))
        .fact(venue.address.as_str())
        .fact(venues.federation().name(venue.union_id));
    if let Some(metres) = found.metres {
        row = row.fact(said::distance(v, metres));
    }
    match said::open_now(v, venue, ask.now()) {
        Some(state) => row.end(state),
        None => row,
    }
}
