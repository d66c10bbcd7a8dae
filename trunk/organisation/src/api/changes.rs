//! Changing unions.

use axum::Json as Body;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Path};

use super::Done;
use crate::acting::Acting;
use crate::house::Organisation;
use crate::scope::Scope;
use crate::verbs::close::{self, Closing};
use crate::verbs::describe::{self, Description};
use crate::verbs::keep_books::{self, Keeping};
use crate::verbs::lines::{self, Joining, Opening, Turning};
use crate::verbs::merge::{self, Merging};
use crate::verbs::move_under::{self, Moving};
use crate::verbs::rename::{self, Renaming};
use crate::verbs::set_term::{self, Term};
use crate::verbs::split::{self, Splitting};

/// The unions that were split off.
#[derive(Serialize, ToSchema)]
pub struct Parts {
    unions: Vec<Uuid>,
}

#[utoipa::path(post, path = "/api/v1/unions/{id}/describe", operation_id = "changes_describe", tag = "organisation", params(("id" = Uuid, Path)), request_body = Description,
    responses((status = 200, body = Done), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn describe(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(form): Json<Description>,
) -> Result<Body<Done>, Failed> {
    describe::describe(&Acting::new(&o, &scope, ask.actor()), id, &form).await?;
    Ok(Done::json())
}

#[utoipa::path(post, path = "/api/v1/unions/{id}/rename", operation_id = "changes_rename", tag = "organisation", params(("id" = Uuid, Path)), request_body = Renaming,
    responses((status = 200, body = Done), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn rename(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(form): Json<Renaming>,
) -> Result<Body<Done>, Failed> {
    rename::rename(&Acting::new(&o, &scope, ask.actor()), id, &form).await?;
    Ok(Done::json())
}

#[utoipa::path(post, path = "/api/v1/unions/{id}/move", operation_id = "changes_move_under", tag = "organisation", params(("id" = Uuid, Path)), request_body = Moving,
    responses((status = 200, body = Done), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn move_under(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(form): Json<Moving>,
) -> Result<Body<Done>, Failed> {
    move_under::move_under(&Acting::new(&o, &scope, ask.actor()), id, &form).await?;
    Ok(Done::json())
}

#[utoipa::path(post, path = "/api/v1/unions/{id}/merge", operation_id = "changes_merge", tag = "organisation", params(("id" = Uuid, Path)), request_body = Merging,
    responses((status = 200, body = Done), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn merge(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(form): Json<Merging>,
) -> Result<Body<Done>, Failed> {
    merge::merge(&Acting::new(&o, &scope, ask.actor()), id, &form).await?;
    Ok(Done::json())
}

#[utoipa::path(post, path = "/api/v1/unions/{id}/close", operation_id = "changes_close", tag = "organisation", params(("id" = Uuid, Path)), request_body = Closing,
    responses((status = 200, body = Done), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn close(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(form): Json<Closing>,
) -> Result<Body<Done>, Failed> {
    close::close(&Acting::new(&o, &scope, ask.actor()), id, &form).await?;
    Ok(Done::json())
}

#[utoipa::path(post, path = "/api/v1/unions/{id}/keeping", operation_id = "changes_keep_books", tag = "organisation", params(("id" = Uuid, Path)), request_body = Keeping,
    responses((status = 200, body = Done), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn keep_books(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(form): Json<Keeping>,
) -> Result<Body<Done>, Failed> {
    keep_books::keep_books(&Acting::new(&o, &scope, ask.actor()), id, &form).await?;
    Ok(Done::json())
}

#[utoipa::path(post, path = "/api/v1/unions/{id}/term", operation_id = "changes_set_term", tag = "organisation", params(("id" = Uuid, Path)), request_body = Term,
    responses((status = 200, body = Done), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn set_term(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(form): Json<Term>,
) -> Result<Body<Done>, Failed> {
    set_term::set_term(&Acting::new(&o, &scope, ask.actor()), id, &form).await?;
    Ok(Done::json())
}

#[utoipa::path(post, path = "/api/v1/unions/{id}/lines", operation_id = "changes_join_line", tag = "organisation", params(("id" = Uuid, Path)), request_body = Joining,
    responses((status = 200, body = Done), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn join_line(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(form): Json<Joining>,
) -> Result<Body<Done>, Failed> {
    lines::join_line(&Acting::new(&o, &scope, ask.actor()), id, &form).await?;
    Ok(Done::json())
}

#[utoipa::path(post, path = "/api/v1/unions/{id}/lines/leave", operation_id = "changes_leave_line", tag = "organisation", params(("id" = Uuid, Path)), request_body = Turning,
    responses((status = 200, body = Done), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn leave_line(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(form): Json<Turning>,
) -> Result<Body<Done>, Failed> {
    lines::leave_line(&Acting::new(&o, &scope, ask.actor()), id, &form).await?;
    Ok(Done::json())
}

#[utoipa::path(post, path = "/api/v1/unions/{id}/lines/lead", operation_id = "changes_lead_by", tag = "organisation", params(("id" = Uuid, Path)), request_body = Turning,
    responses((status = 200, body = Done), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn lead_by(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(form): Json<Turning>,
) -> Result<Body<Done>, Failed> {
    lines::lead_by(&Acting::new(&o, &scope, ask.actor()), id, &form).await?;
    Ok(Done::json())
}

#[utoipa::path(post, path = "/api/v1/unions/{id}/lines/open", operation_id = "changes_open_line", tag = "organisation", params(("id" = Uuid, Path)), request_body = Opening,
    responses((status = 200, body = Done), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn open_line(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(form): Json<Opening>,
) -> Result<Body<Done>, Failed> {
    lines::open_line(&Acting::new(&o, &scope, ask.actor()), id, &form).await?;
    Ok(Done::json())
}

#[utoipa::path(post, path = "/api/v1/unions/{id}/split", operation_id = "changes_split", tag = "organisation", params(("id" = Uuid, Path)), request_body = Splitting,
    responses((status = 200, body = Parts), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn split(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(form): Json<Splitting>,
) -> Result<Body<Parts>, Failed> {
    let unions = split::split(&Acting::new(&o, &scope, ask.actor()), id, &form).await?;
    Ok(Body(Parts { unions }))
}
