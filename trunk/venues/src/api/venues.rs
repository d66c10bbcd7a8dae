use axum::Json as Body;
use axum::extract::State;
use organisation::Scope;
use serde::{Deserialize, Serialize};
use store::Fault;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Path, Query};

use crate::pages::directory::Asked;
use crate::rows::space::Space;
use crate::rows::venue::Venue;
use crate::rows::{booking, space};
use crate::rules::distance::written;
use crate::rules::entry::Entry;
use crate::rules::hours;
use crate::rules::quarter::QUARTER_MS;
use crate::{Venues, find, verbs};

/// Venues in one answer.
const SIZE: usize = 100;
/// How far ahead taken times are told, milliseconds: four weeks.
const AHEAD: i64 = 28 * 86_400_000;

#[derive(Serialize, ToSchema)]
pub(crate) struct VenueJson {
    pub id: Uuid,
    /// The union that keeps it.
    pub union: Uuid,
    /// `station`, `reading-room`, `palace` …
    pub kind: String,
    pub name: String,
    pub address: String,
    pub phone: String,
    pub about: String,
    /// Degrees; empty where nobody has said.
    pub lat: String,
    pub lon: String,
    /// Monday first: `08:30-12:00 14:00-17:30`; empty for closed.
    pub hours: Vec<String>,
    pub facilities: Vec<String>,
    /// `within`, `officers`, `all` or `nobody`.
    pub bookers: String,
    pub needs_approval: bool,
    pub loan_days: i32,
    /// Goes back with a change.
    pub revision: i32,
    pub closed: bool,
    pub open_now: bool,
    /// From the position asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metres: Option<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub spaces: Vec<SpaceJson>,
    /// When its spaces are taken in the coming four weeks; nobody's name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub taken: Vec<TakenJson>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct SpaceJson {
    pub id: Uuid,
    pub name: String,
    /// 0 where nobody has said.
    pub seats: i64,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct TakenJson {
    pub space: Uuid,
    /// Unix milliseconds.
    pub from: i64,
    pub until: i64,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct VenueList {
    pub count: usize,
    pub items: Vec<VenueJson>,
}

/// A venue as it is to stand.
#[derive(Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct VenueBody {
    /// Not read by a change: a venue stays with its union.
    pub union: String,
    pub kind: String,
    pub name: String,
    pub address: String,
    /// The place's own number, nobody's mobile.
    pub phone: String,
    pub about: String,
    /// Degrees, both or neither.
    pub lat: String,
    pub lon: String,
    /// Monday first, at most seven: `08:30-12:00 14:00-17:30`.
    pub hours: Vec<String>,
    pub facilities: Vec<String>,
    /// `多功能厅 80`: a name, and how many it seats.
    pub spaces: Vec<String>,
    pub bookers: String,
    pub needs_approval: bool,
    pub loan_days: Option<u32>,
    /// The revision that was read; only for a change.
    pub revision: u32,
}

#[derive(Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ClosingBody {
    pub revision: u32,
    pub reason: String,
}

impl VenueBody {
    fn entry(&self) -> Entry {
        Entry {
            union: self.union.clone(),
            kind: self.kind.clone(),
            name: self.name.clone(),
            address: self.address.clone(),
            phone: self.phone.clone(),
            about: self.about.clone(),
            lat: self.lat.clone(),
            lon: self.lon.clone(),
            hours: std::array::from_fn(|n| self.hours.get(n).cloned().unwrap_or_default()),
            facilities: self.facilities.clone(),
            spaces: self.spaces.join("\n"),
            bookers: self.bookers.clone(),
            needs_approval: if self.needs_approval { "1".into() } else { String::new() },
            loan_days: self.loan_days.map(|n| n.to_string()).unwrap_or_default(),
        }
    }
}

impl VenueJson {
    fn of(v: &Venue, now: i64) -> Self {
        let week = v.week();
        Self {
            id: v.id,
            union: v.union_id,
            kind: v.kind.clone(),
            name: v.name.clone(),
            address: v.address.clone(),
            phone: v.phone.clone(),
            about: v.about.clone(),
            lat: v.lat.map(written).unwrap_or_default(),
            lon: v.lon.map(written).unwrap_or_default(),
            hours: week.0.iter().map(|spans| hours::say(spans)).collect(),
            facilities: v.facilities().map(str::to_owned).collect(),
            bookers: v.bookers.clone(),
            needs_approval: v.needs_approval,
            loan_days: v.loan_days,
            revision: v.revision,
            closed: v.is_closed(),
            open_now: !v.is_closed() && week.is_open(now),
            metres: None,
            spaces: Vec::new(),
            taken: Vec::new(),
        }
    }
}

#[utoipa::path(get, path = "/api/v1/venues", tag = "venues", operation_id = "venues_list",
    params(("q" = Option<String>, Query), ("kind" = Option<String>, Query), ("facility" = Option<String>, Query),
        ("place" = Option<Uuid>, Query, description = "of this union and below"), ("lat" = Option<String>, Query, description = "degrees; nearest first"),
        ("lon" = Option<String>, Query), ("open" = Option<String>, Query, description = "1: open now"), ("page" = Option<u64>, Query)),
    responses((status = 200, body = VenueList)))]
pub(crate) async fn list(State(v): State<Venues>, ask: Ask, Query(asked): Query<Asked>) -> Result<Body<VenueList>, Failed> {
    let found = find(&v, &asked.wanted(ask.now())).await?;
    let page = asked.page.parse::<usize>().unwrap_or(1).clamp(1, 1_000_000);
    let some = found.iter().skip((page - 1) * SIZE).take(SIZE);
    let items = some.map(|f| VenueJson { metres: f.metres, ..VenueJson::of(&f.venue, ask.now()) }).collect();
    Ok(Body(VenueList { count: found.len(), items }))
}

#[utoipa::path(post, path = "/api/v1/venues", tag = "venues", operation_id = "venues_set_up", request_body = VenueBody,
    responses((status = 200, body = VenueJson), (status = 403), (status = 404), (status = 422)))]
pub(crate) async fn set_up(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Json(body): Json<VenueBody>,
) -> Result<Body<VenueJson>, Failed> {
    let id = verbs::set_up::set_up(&v, &scope, &ask.actor(), &body.entry()).await?;
    get(State(v), ask, Path(id)).await
}

#[utoipa::path(get, path = "/api/v1/venues/{venue}", tag = "venues", operation_id = "venues_get", params(("venue" = Uuid, Path)),
    responses((status = 200, body = VenueJson), (status = 404)))]
pub(crate) async fn get(State(v): State<Venues>, ask: Ask, Path(id): Path<Uuid>) -> Result<Body<VenueJson>, Failed> {
    let (db, now) = (v.store().read(), ask.now());
    let venue = crate::get(db, id).await?.ok_or(Fault::NotFound)?;
    let quarter = |at: i64| i32::try_from(at / QUARTER_MS).unwrap_or(i32::MAX);
    let taken = booking::between(db, id, quarter(now) - 96, quarter(now + AHEAD)).await?;
    let space = |s: Space| SpaceJson { id: s.id, name: s.name, seats: s.seats };
    Ok(Body(VenueJson {
        spaces: space::open(db, id).await?.into_iter().map(space).collect(),
        taken: taken
            .iter()
            .filter(|b| b.span().ends() > now)
            .map(|b| TakenJson { space: b.space_id, from: b.span().begins(), until: b.span().ends() })
            .collect(),
        ..VenueJson::of(&venue, now)
    }))
}

#[utoipa::path(put, path = "/api/v1/venues/{venue}", tag = "venues", operation_id = "venues_change", params(("venue" = Uuid, Path)),
    request_body = VenueBody, responses((status = 200, body = VenueJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn change(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<VenueBody>,
) -> Result<Body<VenueJson>, Failed> {
    verbs::change::change(&v, &scope, &ask.actor(), id, &body.revision.to_string(), &body.entry()).await?;
    get(State(v), ask, Path(id)).await
}

#[utoipa::path(post, path = "/api/v1/venues/{venue}/closing", tag = "venues", operation_id = "venues_close", params(("venue" = Uuid, Path)),
    request_body = ClosingBody, responses((status = 200, body = VenueJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn close(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<ClosingBody>,
) -> Result<Body<VenueJson>, Failed> {
    verbs::close::close(&v, &scope, &ask.actor(), id, &body.revision.to_string(), &body.reason).await?;
    get(State(v), ask, Path(id)).await
}
