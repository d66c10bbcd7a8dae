use axum::Json as Body;
use axum::extract::State;
use organisation::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Path, Query};

use crate::pages::mine::MOST;
use crate::rows::booking::{self, Booking};
use crate::rules::quarter::{QUARTER_MS, Span};
use crate::rules::wish::Wish;
use crate::{Booked, Venues, sight, verbs};

/// A week of quarters, the length of a list unless asked otherwise.
const WEEK: i64 = 7 * 86_400_000;

/// A booking as whoever booked or keeps the venue may read it; ids, nobody's name.
#[derive(Serialize, ToSchema)]
pub(crate) struct BookingJson {
    pub venue: Uuid,
    pub id: Uuid,
    pub space: Uuid,
    /// Those of one weekly row share it.
    pub series: Uuid,
    /// Unix milliseconds.
    pub from: i64,
    pub until: i64,
    pub union: Option<Uuid>,
    pub purpose: String,
    /// `asked`, `approved`, `refused`, `cancelled`, `expired` or `counted`.
    pub state: String,
    pub by_head: Option<i64>,
    /// Goes back with a count.
    pub revision: i32,
}

impl From<Booking> for BookingJson {
    fn from(b: Booking) -> Self {
        Self {
            venue: b.venue_id,
            id: b.id,
            space: b.space_id,
            series: b.series,
            from: b.span().begins(),
            until: b.span().ends(),
            union: b.union_id,
            purpose: b.purpose,
            state: b.state,
            by_head: b.by_head,
            revision: b.revision,
        }
    }
}

/// How booking ended.
#[derive(Serialize, ToSchema)]
pub(crate) struct BookedJson {
    /// `approved`, `asked`, or `clashes`: nothing is written then; send again with `leave_out`.
    pub outcome: String,
    pub series: Option<Uuid>,
    pub bookings: Vec<Uuid>,
    /// `[from, until]` of each one taken, unix milliseconds.
    pub taken: Vec<(i64, i64)>,
    /// How many are free.
    pub free: usize,
}

impl From<Booked> for BookedJson {
    fn from(booked: Booked) -> Self {
        match booked {
            Booked::Done { series, bookings, is_asked } => Self {
                outcome: if is_asked { "asked" } else { "approved" }.to_owned(),
                series: Some(series),
                free: bookings.len(),
                bookings,
                taken: Vec::new(),
            },
            Booked::Clashes { taken, free } => Self {
                outcome: "clashes".to_owned(),
                series: None,
                bookings: Vec::new(),
                taken: taken.into_iter().map(|s: Span| (s.begins(), s.ends())).collect(),
                free,
            },
        }
    }
}

#[derive(Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct BookBody {
    pub space: String,
    /// The union it is for; empty for oneself.
    pub union: String,
    /// `2026-11-19`.
    pub day: String,
    /// `19:00`, on a quarter of an hour.
    pub from: String,
    pub until: String,
    /// How many weeks running.
    pub weeks: Option<u32>,
    pub purpose: String,
    pub leave_out: bool,
}

#[derive(Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DecisionBody {
    pub approve: bool,
    pub reason: String,
    /// This one of its weekly row alone.
    pub alone: bool,
}

#[derive(Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CancellationBody {
    pub reason: String,
    /// And all that follow in its weekly row.
    pub rest: bool,
}

#[derive(Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CountBody {
    pub heads: String,
    /// When it was counted before.
    pub reason: String,
    pub revision: u32,
}

/// How many bookings it was done to.
#[derive(Serialize, ToSchema)]
pub(crate) struct ManyJson {
    pub bookings: usize,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    from: String,
    until: String,
}

#[utoipa::path(get, path = "/api/v1/venues/{venue}/bookings", tag = "venues", operation_id = "venue_bookings_list",
    params(("venue" = Uuid, Path), ("from" = Option<i64>, Query, description = "unix milliseconds"), ("until" = Option<i64>, Query)),
    responses((status = 200, body = Vec<BookingJson>), (status = 404)))]
pub(crate) async fn list(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path(venue): Path<Uuid>,
    Query(asked): Query<Asked>,
) -> Result<Body<Vec<BookingJson>>, Failed> {
    sight::kept(&v, &scope, venue).await?;
    let from: i64 = asked.from.parse().unwrap_or(ask.now());
    let until: i64 = asked.until.parse().unwrap_or(from.saturating_add(WEEK));
    let quarter = |at: i64| i32::try_from(at.div_euclid(QUARTER_MS)).unwrap_or(i32::MAX);
    let all = booking::between(v.store().read(), venue, quarter(from), quarter(until)).await?;
    Ok(Body(all.into_iter().map(Into::into).collect()))
}

#[utoipa::path(post, path = "/api/v1/venues/{venue}/bookings", tag = "venues", operation_id = "venue_bookings_book", params(("venue" = Uuid, Path)),
    request_body = BookBody, responses((status = 200, body = BookedJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn book(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path(venue): Path<Uuid>,
    Json(body): Json<BookBody>,
) -> Result<Body<BookedJson>, Failed> {
    let wish = Wish {
        space: body.space.clone(),
        union: body.union.clone(),
        day: body.day.clone(),
        from: body.from.clone(),
        until: body.until.clone(),
        weeks: body.weeks.map(|n| n.to_string()).unwrap_or_default(),
        purpose: body.purpose.clone(),
        leave_out: if body.leave_out { "1".into() } else { String::new() },
    };
    Ok(Body(verbs::book::book(&v, &scope, &ask.actor(), venue, &wish).await?.into()))
}

#[utoipa::path(get, path = "/api/v1/venues/{venue}/bookings/{booking}", tag = "venues", operation_id = "venue_bookings_get",
    params(("venue" = Uuid, Path), ("booking" = Uuid, Path)), responses((status = 200, body = BookingJson), (status = 404)))]
pub(crate) async fn get(
    State(v): State<Venues>,
    scope: Scope,
    Path((venue, id)): Path<(Uuid, Uuid)>,
) -> Result<Body<BookingJson>, Failed> {
    Ok(Body(sight::booking(&v, &scope, venue, id).await?.1.into()))
}

#[utoipa::path(post, path = "/api/v1/venues/{venue}/bookings/{booking}/decision", tag = "venues", operation_id = "venue_bookings_decide",
    params(("venue" = Uuid, Path), ("booking" = Uuid, Path)), request_body = DecisionBody,
    responses((status = 200, body = ManyJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn decide(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path((venue, id)): Path<(Uuid, Uuid)>,
    Json(body): Json<DecisionBody>,
) -> Result<Body<ManyJson>, Failed> {
    let bookings = verbs::decide::decide(&v, &scope, &ask.actor(), venue, id, body.approve, &body.reason, body.alone).await?;
    Ok(Body(ManyJson { bookings }))
}

#[utoipa::path(post, path = "/api/v1/venues/{venue}/bookings/{booking}/cancellation", tag = "venues", operation_id = "venue_bookings_cancel",
    params(("venue" = Uuid, Path), ("booking" = Uuid, Path)), request_body = CancellationBody,
    responses((status = 200, body = ManyJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn cancel(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path((venue, id)): Path<(Uuid, Uuid)>,
    Json(body): Json<CancellationBody>,
) -> Result<Body<ManyJson>, Failed> {
    let bookings = verbs::cancel::cancel(&v, &scope, &ask.actor(), venue, id, &body.reason, body.rest).await?;
    Ok(Body(ManyJson { bookings }))
}

#[utoipa::path(post, path = "/api/v1/venues/{venue}/bookings/{booking}/count", tag = "venues", operation_id = "venue_bookings_count",
    params(("venue" = Uuid, Path), ("booking" = Uuid, Path)), request_body = CountBody,
    responses((status = 200, body = BookingJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn count(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path((venue, id)): Path<(Uuid, Uuid)>,
    Json(body): Json<CountBody>,
) -> Result<Body<BookingJson>, Failed> {
    let revision = body.revision.to_string();
    verbs::count::count(&v, &scope, &ask.actor(), venue, id, &body.heads, &body.reason, &revision).await?;
    get(State(v), scope, Path((venue, id))).await
}

#[utoipa::path(get, path = "/api/v1/me/bookings", tag = "venues", operation_id = "my_bookings",
    responses((status = 200, body = Vec<BookingJson>)))]
pub(crate) async fn mine(State(v): State<Venues>, scope: Scope) -> Result<Body<Vec<BookingJson>>, Failed> {
    let all = booking::of_person(v.store().read(), scope.person, 0, MOST).await?;
    Ok(Body(all.into_iter().map(Into::into).collect()))
}
