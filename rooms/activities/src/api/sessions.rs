use axum::Json as Body;
use axum::extract::State;
use organisation::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Path, Query};

use super::shape::{LoggedJson, SessionJson, SessionList};
use crate::pages::{Wish, filter_of, union_of};
use crate::rules::entry::Entry;
use crate::{Activities, sight, verbs};

/// Sessions in one answer.
const SIZE: u64 = 100;

/// A session to be logged, or what it should have been.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LogBody {
    /// The session's id, chosen by the sender: sent twice, it is logged once.
    pub key: String,
    pub union: String,
    pub title: String,
    /// `ten-minute`, `study`, `lecture` …
    pub kind: String,
    /// `enterprise`, `workshop`, `team` …
    pub setting: String,
    pub place: String,
    /// `2026-11-18T07:50`, by the house's clock (UTC+08:00).
    pub when: String,
    pub minutes: u32,
    /// Counted by head, besides `people`.
    pub by_head: Option<u64>,
    /// Ids of people on the roster.
    pub people: Vec<String>,
    /// Ids of co-hosting unions.
    pub co_hosts: Vec<String>,
    /// Names of outside bodies.
    pub bodies: Vec<String>,
    pub programme: String,
    /// Empty, `another`, `cohost:{id}` or `people:{id}`: the answer to an `asked`.
    pub same: String,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CorrectBody {
    /// The whole session as it should be; `key`, `union` and `same` are not read.
    pub session: LogBody,
    /// The revision that was read.
    pub revision: u32,
    pub reason: String,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EnterBody {
    pub people: Vec<String>,
    /// Those who came besides.
    pub by_head: u64,
    pub revision: u32,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RetractBody {
    pub revision: u32,
    pub reason: String,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AgainBody {
    /// The new session's id.
    pub key: String,
}

impl LogBody {
    fn entry(self) -> Entry {
        Entry {
            key: self.key,
            union: self.union,
            title: self.title,
            kind: self.kind,
            setting: self.setting,
            place: self.place,
            when: self.when,
            minutes: self.minutes.to_string(),
            heads: self.by_head.map(|n| n.to_string()).unwrap_or_default(),
            people: self.people,
            co_hosts: self.co_hosts,
            bodies: self.bodies.join("\n"),
            programme: self.programme,
            same: self.same,
            ..Entry::default()
        }
    }
}

#[utoipa::path(get, path = "/api/v1/sessions", tag = "activities", operation_id = "sessions_list",
    params(("union" = Option<Uuid>, Query), ("month" = Option<String>, Query, description = "2026-11"), ("kind" = Option<String>, Query),
        ("programme" = Option<Uuid>, Query), ("page" = Option<u64>, Query)),
    responses((status = 200, body = SessionList), (status = 404)))]
pub(crate) async fn list(
    State(a): State<Activities>,
    scope: Scope,
    Query(wish): Query<Wish>,
) -> Result<Body<SessionList>, Failed> {
    let union = union_of(&scope, &wish.union)?;
    let (filter, _) = filter_of(&a, &scope, union, &wish);
    let page = wish.page.parse::<u64>().unwrap_or(1).clamp(1, 1_000_000);
    let listed = a.list(filter, (page - 1) * SIZE, SIZE).await?;
    Ok(Body(SessionList {
        sessions: listed.sum.sessions,
        named: listed.sum.named,
        by_head: listed.sum.by_head,
        items: listed.rows.iter().map(SessionJson::of).collect(),
    }))
}

#[utoipa::path(post, path = "/api/v1/sessions", tag = "activities", operation_id = "sessions_log", request_body = LogBody,
    responses((status = 200, body = LoggedJson), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn log(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Json(body): Json<LogBody>,
) -> Result<Body<LoggedJson>, Failed> {
    Ok(Body(verbs::log::log(&a, &scope, &ask.actor(), &body.entry()).await?.into()))
}

#[utoipa::path(get, path = "/api/v1/sessions/{id}", tag = "activities", operation_id = "sessions_get", params(("id" = Uuid, Path)),
    responses((status = 200, body = SessionJson), (status = 404)))]
pub(crate) async fn get(State(a): State<Activities>, scope: Scope, Path(id): Path<Uuid>) -> Result<Body<SessionJson>, Failed> {
    let seen = sight::reach(&a, &scope, id).await?;
    Ok(Body(SessionJson::whole(&a, &seen).await?))
}

#[utoipa::path(post, path = "/api/v1/sessions/{id}/again", tag = "activities", operation_id = "sessions_again", params(("id" = Uuid, Path)),
    request_body = AgainBody, responses((status = 200, body = LoggedJson), (status = 404), (status = 422)))]
pub(crate) async fn again(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<AgainBody>,
) -> Result<Body<LoggedJson>, Failed> {
    let (_, logged) = verbs::again::again(&a, &scope, &ask.actor(), id, &body.key).await?;
    Ok(Body(logged.into()))
}

#[utoipa::path(post, path = "/api/v1/sessions/{id}/corrections", tag = "activities", operation_id = "sessions_correct",
    params(("id" = Uuid, Path)), request_body = CorrectBody,
    responses((status = 200, body = SessionJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn correct(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<CorrectBody>,
) -> Result<Body<SessionJson>, Failed> {
    let revision = body.revision.to_string();
    verbs::correct::correct(&a, &scope, &ask.actor(), id, &body.session.entry(), &revision, &body.reason).await?;
    get(State(a), scope, Path(id)).await
}

#[utoipa::path(post, path = "/api/v1/sessions/{id}/entry", tag = "activities", operation_id = "sessions_enter",
    params(("id" = Uuid, Path)), request_body = EnterBody,
    responses((status = 200, body = SessionJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn enter(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<EnterBody>,
) -> Result<Body<SessionJson>, Failed> {
    let (heads, revision) = (body.by_head.to_string(), body.revision.to_string());
    verbs::enter::enter(&a, &scope, &ask.actor(), id, &body.people, &heads, &revision).await?;
    get(State(a), scope, Path(id)).await
}

#[utoipa::path(post, path = "/api/v1/sessions/{id}/checked-in", tag = "activities", operation_id = "sessions_enter_checked_in",
    params(("id" = Uuid, Path)), responses((status = 200, body = SessionJson), (status = 404), (status = 409)))]
pub(crate) async fn enter_checked_in(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
) -> Result<Body<SessionJson>, Failed> {
    verbs::enter_checked_in::enter_checked_in(&a, &scope, &ask.actor(), id).await?;
    get(State(a), scope, Path(id)).await
}

#[utoipa::path(post, path = "/api/v1/sessions/{id}/retraction", tag = "activities", operation_id = "sessions_retract",
    params(("id" = Uuid, Path)), request_body = RetractBody,
    responses((status = 200, body = SessionJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn retract(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<RetractBody>,
) -> Result<Body<SessionJson>, Failed> {
    let revision = body.revision.to_string();
    verbs::retract::retract(&a, &scope, &ask.actor(), id, &revision, &body.reason).await?;
    get(State(a), scope, Path(id)).await
}
