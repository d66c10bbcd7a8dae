use axum::Json as Body;
use axum::extract::State;
use organisation::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Path};

use super::activities::{ActivityJson, AnnounceBody, get as get_activity};
use super::feedback::DoneJson;
use crate::rows::route;
use crate::rules::route::{NewRoute, NewStop};
use crate::verbs::announce::{Besides, announce_besides};
use crate::verbs::make_route::{reach_route, reach_to_keep};
use crate::verbs::walk::on_route;
use crate::{Activities, Announced, change_route, close_route, lead, make_route, mark};

/// A study route. Money in fen a head.
#[derive(Serialize, ToSchema)]
pub(crate) struct RouteJson {
    pub id: Uuid,
    pub union: Uuid,
    pub version: i32,
    pub title: String,
    pub summary: String,
    pub meeting_point: String,
    pub price: i64,
    pub member_price: i64,
    /// `open`, `replaced` or `closed`.
    pub state: String,
    pub revision: i32,
    /// Codes are told to whoever keeps the route only.
    pub stops: Vec<NewStop>,
    /// The activities that follow it.
    pub activities: Vec<Uuid>,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RouteBody {
    /// The route's id, chosen by the sender; not for a change.
    pub key: String,
    pub union: String,
    pub title: String,
    pub summary: String,
    pub meeting_point: String,
    /// Yuan a head.
    pub price: String,
    pub member_price: String,
    pub stops: Vec<NewStop>,
    /// Of a change.
    pub revision: u32,
}

impl RouteBody {
    fn form(self) -> NewRoute {
        NewRoute {
            key: self.key,
            union: self.union,
            title: self.title,
            summary: self.summary,
            meeting_point: self.meeting_point,
            price: self.price,
            member_price: self.member_price,
            stops: self.stops,
            revision: self.revision.to_string(),
        }
    }
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct StopBody {
    /// The stop reached, from 1.
    pub n: i32,
    /// Shown there, where there is one.
    pub code: String,
}

/// How far the reader has come.
#[derive(Serialize, ToSchema)]
pub(crate) struct WalkJson {
    pub route: Uuid,
    pub reached: i32,
    pub stops: usize,
    pub is_today: bool,
}

#[utoipa::path(get, path = "/api/v1/routes/{id}", tag = "activities", operation_id = "routes_get", params(("id" = Uuid, Path)),
    responses((status = 200, body = RouteJson), (status = 404)))]
pub(crate) async fn get(State(a): State<Activities>, scope: Scope, Path(id): Path<Uuid>) -> Result<Body<RouteJson>, Failed> {
    let (of, stops) = reach_route(&a, &scope, id).await?;
    let keeps = reach_to_keep(&a, &scope, id).await.is_ok();
    let stops = stops.into_iter().map(|s| NewStop {
        title: s.title,
        place: s.place,
        minutes: i64::from(s.minutes),
        sights: s.sights,
        offer: s.offer,
        code: if keeps { s.code } else { String::new() },
    });
    let outings = route::outings(a.store().read(), id).await?;
    Ok(Body(RouteJson {
        id,
        union: of.union_id,
        version: of.version,
        title: of.title,
        summary: of.summary,
        meeting_point: of.meeting_point,
        price: of.price,
        member_price: of.member_price,
        state: of.state,
        revision: of.revision,
        stops: stops.collect(),
        activities: outings.into_iter().map(|o| o.activity_id).collect(),
    }))
}

#[utoipa::path(post, path = "/api/v1/routes", tag = "activities", operation_id = "routes_make", request_body = RouteBody,
    responses((status = 200, body = RouteJson), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn make(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Json(body): Json<RouteBody>,
) -> Result<Body<RouteJson>, Failed> {
    let id = make_route(&a, &scope, &ask.actor(), &body.form()).await?;
    get(State(a), scope, Path(id)).await
}

/// In place until an activity follows it, then as a new version.
#[utoipa::path(post, path = "/api/v1/routes/{id}", tag = "activities", operation_id = "routes_change", params(("id" = Uuid, Path)),
    request_body = RouteBody, responses((status = 200, body = RouteJson), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn change(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<RouteBody>,
) -> Result<Body<RouteJson>, Failed> {
    let now = change_route(&a, &scope, &ask.actor(), id, &body.form()).await?;
    get(State(a), scope, Path(now)).await
}

#[utoipa::path(post, path = "/api/v1/routes/{id}/closing", tag = "activities", operation_id = "routes_close",
    params(("id" = Uuid, Path)), responses((status = 200, body = RouteJson), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn close(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
) -> Result<Body<RouteJson>, Failed> {
    close_route(&a, &scope, &ask.actor(), id).await?;
    get(State(a), scope, Path(id)).await
}

/// A date of the route: an activity that follows it.
#[utoipa::path(post, path = "/api/v1/routes/{id}/dates", tag = "activities", operation_id = "routes_date",
    params(("id" = Uuid, Path)), request_body = AnnounceBody,
    responses((status = 200, body = ActivityJson), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn date(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<AnnounceBody>,
) -> Result<Body<ActivityJson>, Failed> {
    let (of, _) = reach_to_keep(&a, &scope, id).await?;
    let mut form = body.form();
    form.union = of.union_id.to_string();
    let besides = Besides { route: Some(id), ..Besides::default() };
    let (Announced::New(new) | Announced::Already(new)) = announce_besides(&a, &scope, &ask.actor(), &form, besides).await?;
    get_activity(State(a), scope, Path(new)).await
}

#[utoipa::path(get, path = "/api/v1/activities/{id}/walk", tag = "activities", operation_id = "routes_walk", params(("id" = Uuid, Path)),
    responses((status = 200, body = WalkJson), (status = 404)))]
pub(crate) async fn walk(State(a): State<Activities>, scope: Scope, Path(id): Path<Uuid>) -> Result<Body<WalkJson>, Failed> {
    let of = on_route(&a, &scope, id).await?;
    let homes = membership::home_on(a.store().read(), &[scope.person], a.today()).await?;
    let reached = match homes.get(&scope.person) {
        Some(home) => route::reached(a.store().read(), id, home.ordinal).await?,
        None => 0,
    };
    Ok(Body(WalkJson { route: of.outing.route_id, reached, stops: of.stops.len(), is_today: of.is_today }))
}

/// The reader has reached the next stop.
#[utoipa::path(post, path = "/api/v1/activities/{id}/walk", tag = "activities", operation_id = "routes_mark",
    params(("id" = Uuid, Path)), request_body = StopBody,
    responses((status = 200, body = WalkJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn reach(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<StopBody>,
) -> Result<Body<WalkJson>, Failed> {
    mark(&a, &scope, &ask.actor(), id, body.n, &body.code).await?;
    walk(State(a), scope, Path(id)).await
}

/// The group has reached the next stop.
#[utoipa::path(post, path = "/api/v1/activities/{id}/walk/lead", tag = "activities", operation_id = "routes_lead",
    params(("id" = Uuid, Path)), request_body = StopBody,
    responses((status = 200, body = DoneJson), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn led(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<StopBody>,
) -> Result<Body<DoneJson>, Failed> {
    lead(&a, &scope, &ask.actor(), id, body.n).await?;
    Ok(Body(DoneJson { done: true }))
}
