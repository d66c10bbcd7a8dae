//! The employers' directory.

use axum::Json as Body;
use axum::extract::State;
use codes::Day;
use serde::{Deserialize, Serialize};
use store::Fault;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use web::{Ask, Failed, Json, Path, Query};

use super::{Done, Made};
use crate::acting::Acting;
use crate::house::Organisation;
use crate::rows::coverage;
use crate::rows::employer::{self, EmployerRow};
use crate::scope::Scope;
use crate::verbs::employers::{self, Covering, EmployerForm, Seating};

/// Employers on one page.
const PAGE: i64 = 100;

/// An employer.
#[derive(Serialize, ToSchema)]
pub struct Employer {
    id: Uuid,
    name: String,
    credit_code: Option<String>,
    /// `firm`, `school`, `hospital`, `platform`, `office`, `other`.
    kind: String,
    workers: i32,
    division: Option<String>,
    /// Unix milliseconds.
    recorded_at: i64,
}

/// An employer with the unions that cover or covered it.
#[derive(Serialize, ToSchema)]
pub struct EmployerWhole {
    #[serde(flatten)]
    employer: Employer,
    covered_by: Vec<CoverageBrief>,
}

#[derive(Serialize, ToSchema)]
pub struct CoverageBrief {
    union: Uuid,
    from: String,
    /// The first day it is over; absent while nothing ends it.
    until: Option<String>,
}

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Sought {
    /// Name, initials or credit code.
    q: String,
    /// From 1, a hundred a page.
    page: String,
}

fn brief(e: EmployerRow) -> Employer {
    Employer {
        id: e.id,
        name: e.name,
        credit_code: e.credit_code,
        kind: e.kind,
        workers: e.workers,
        division: e.division,
        recorded_at: e.recorded_at,
    }
}

#[utoipa::path(get, path = "/api/v1/employers", operation_id = "employers_list", tag = "organisation", params(Sought), responses((status = 200, body = [Employer])))]
pub async fn list(State(o): State<Organisation>, Query(sought): Query<Sought>) -> Result<Body<Vec<Employer>>, Failed> {
    let page = sought.page.parse::<i64>().unwrap_or(1).clamp(1, 1_000_000);
    let found = employer::search(o.store().read(), &sought.q, (page - 1) * PAGE, PAGE).await?;
    Ok(Body(found.into_iter().map(brief).collect()))
}

#[utoipa::path(get, path = "/api/v1/employers/{id}", operation_id = "employers_get", tag = "organisation", params(("id" = Uuid, Path)),
    responses((status = 200, body = EmployerWhole), (status = 404)))]
pub async fn get(State(o): State<Organisation>, Path(id): Path<Uuid>) -> Result<Body<EmployerWhole>, Failed> {
    let found = employer::get(o.store().read(), id).await?.ok_or(Fault::NotFound)?;
    let covered = coverage::of_employer(o.store().read(), id).await?;
    let one = |c: coverage::CoverageRow| CoverageBrief {
        union: c.union_id,
        from: Day(c.from_day).to_string(),
        until: (c.until_day < Day::OPEN.0).then(|| Day(c.until_day).to_string()),
    };
    Ok(Body(EmployerWhole { employer: brief(found), covered_by: covered.into_iter().map(one).collect() }))
}

#[utoipa::path(post, path = "/api/v1/employers", operation_id = "employers_enter", tag = "organisation", request_body = EmployerForm,
    responses((status = 200, body = Made), (status = 403), (status = 422)))]
pub async fn enter(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Json(form): Json<EmployerForm>,
) -> Result<Body<Made>, Failed> {
    let id = employers::enter_employer(&Acting::new(&o, &scope, ask.actor()), &form).await?;
    Ok(Body(Made { id }))
}

#[utoipa::path(put, path = "/api/v1/employers/{id}", operation_id = "employers_correct", tag = "organisation", params(("id" = Uuid, Path)), request_body = EmployerForm,
    responses((status = 200, body = Done), (status = 403), (status = 404), (status = 422)))]
pub async fn correct(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(form): Json<EmployerForm>,
) -> Result<Body<Done>, Failed> {
    employers::correct_employer(&Acting::new(&o, &scope, ask.actor()), id, &form).await?;
    Ok(Done::json())
}

#[utoipa::path(post, path = "/api/v1/employers/{id}/coverage", operation_id = "employers_cover", tag = "organisation", params(("id" = Uuid, Path)),
    request_body = Covering, responses((status = 200, body = Done), (status = 404), (status = 409), (status = 422)))]
pub async fn cover(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(form): Json<Covering>,
) -> Result<Body<Done>, Failed> {
    employers::cover(&Acting::new(&o, &scope, ask.actor()), id, &form).await?;
    Ok(Done::json())
}

#[utoipa::path(post, path = "/api/v1/employers/{id}/coverage/{union}/end", operation_id = "employers_uncover", tag = "organisation",
    params(("id" = Uuid, Path), ("union" = Uuid, Path)), request_body = Covering,
    responses((status = 200, body = Done), (status = 403), (status = 404), (status = 422)))]
pub async fn uncover(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path((id, union)): Path<(Uuid, Uuid)>,
    Json(form): Json<Covering>,
) -> Result<Body<Done>, Failed> {
    employers::uncover(&Acting::new(&o, &scope, ask.actor()), id, union, &form).await?;
    Ok(Done::json())
}

#[utoipa::path(post, path = "/api/v1/employers/{id}/seats", operation_id = "employers_seat", tag = "organisation", params(("id" = Uuid, Path)), request_body = Seating,
    responses((status = 200, body = Done), (status = 403), (status = 404), (status = 422)))]
pub async fn seat(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(form): Json<Seating>,
) -> Result<Body<Done>, Failed> {
    employers::seat_employer(&Acting::new(&o, &scope, ask.actor()), id, &form).await?;
    Ok(Done::json())
}

#[utoipa::path(delete, path = "/api/v1/employers/{id}/seats/{person}", operation_id = "employers_unseat", tag = "organisation",
    params(("id" = Uuid, Path), ("person" = Uuid, Path)), responses((status = 200, body = Done), (status = 403), (status = 404)))]
pub async fn unseat(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path((id, person)): Path<(Uuid, Uuid)>,
) -> Result<Body<Done>, Failed> {
    employers::unseat_employer(&Acting::new(&o, &scope, ask.actor()), id, person).await?;
    Ok(Done::json())
}
