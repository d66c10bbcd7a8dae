use axum::Json as Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use organisation::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Path};

use crate::rules::blueprint::{Blueprint, Source};
use crate::{Blueprints, Saved, sight, verbs};

/// A ready-made way of working.
#[derive(Serialize, ToSchema)]
pub(crate) struct BlueprintJson {
    /// What it is asked for by.
    pub id: String,
    /// The id in its text.
    pub name: String,
    pub version: i32,
    pub room: String,
    pub title: String,
    pub what: String,
    pub whom: String,
    /// `built-in`, `folder` or `union`.
    pub source: String,
    pub union: Option<Uuid>,
    /// Where its form is opened.
    pub start: Option<String>,
    pub withdrawn: bool,
    /// TOML; only of a single one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SaveBody {
    pub union: String,
    /// TOML.
    pub text: String,
}

/// How saving ended: `id` and `version`, or what is wrong.
#[derive(Serialize, ToSchema)]
pub(crate) struct SavedJson {
    pub id: Option<Uuid>,
    pub version: Option<i32>,
    pub problems: Vec<ProblemJson>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct ProblemJson {
    /// From 1.
    pub line: usize,
    /// In the reader's language.
    pub message: String,
}

fn json(b: &Blueprints, ask: &Ask, of: &Blueprint) -> BlueprintJson {
    let (source, union) = match of.source {
        Source::BuiltIn => ("built-in", None),
        Source::Folder => ("folder", None),
        Source::Union { union, .. } => ("union", Some(union)),
    };
    BlueprintJson {
        id: of.id(),
        name: of.name.clone(),
        version: of.version,
        room: of.room.clone(),
        title: of.title.of(&ask.v).to_owned(),
        what: of.what.of(&ask.v).to_owned(),
        whom: of.whom.of(&ask.v).to_owned(),
        source: source.to_owned(),
        union,
        start: b.start(of),
        withdrawn: false,
        text: None,
    }
}

/// What the reader may start from.
#[utoipa::path(get, path = "/api/v1/blueprints", tag = "blueprints", operation_id = "blueprints_list",
    responses((status = 200, body = Vec<BlueprintJson>)))]
pub(crate) async fn list(State(b): State<Blueprints>, ask: Ask, scope: Scope) -> Result<Body<Vec<BlueprintJson>>, Failed> {
    Ok(Body(b.list(&scope).await?.iter().map(|of| json(&b, &ask, of)).collect()))
}

#[utoipa::path(get, path = "/api/v1/blueprints/{blueprint}", tag = "blueprints", operation_id = "blueprints_get",
    params(("blueprint" = String, Path)), responses((status = 200, body = BlueprintJson), (status = 404)))]
pub(crate) async fn get(
    State(b): State<Blueprints>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<String>,
) -> Result<Body<BlueprintJson>, Failed> {
    let seen = sight::reach(&b, &scope, &id, None).await?;
    let of = &seen.blueprint;
    Ok(Body(BlueprintJson { withdrawn: seen.withdrawn_at.is_some(), text: Some(of.text.clone()), ..json(&b, &ask, of) }))
}

#[utoipa::path(post, path = "/api/v1/blueprints", tag = "blueprints", operation_id = "blueprints_save", request_body = SaveBody,
    responses((status = 200, body = SavedJson), (status = 403), (status = 404), (status = 409), (status = 422, body = SavedJson)))]
pub(crate) async fn save(
    State(b): State<Blueprints>,
    ask: Ask,
    scope: Scope,
    Json(body): Json<SaveBody>,
) -> Result<Response, Failed> {
    let union = body.union.parse::<Uuid>().map_err(|_| store::Fault::NotFound)?;
    Ok(match verbs::save::save(&b, &scope, &ask.actor(), union, &body.text).await? {
        Saved::As(id, version) => Body(SavedJson { id: Some(id), version: Some(version), problems: Vec::new() }).into_response(),
        Saved::Not(problems) => {
            let problems = problems.iter().map(|p| ProblemJson { line: p.line, message: p.say(&ask.v) }).collect();
            (StatusCode::UNPROCESSABLE_ENTITY, Body(SavedJson { id: None, version: None, problems })).into_response()
        }
    })
}

#[utoipa::path(post, path = "/api/v1/blueprints/{blueprint}/withdrawal", tag = "blueprints", operation_id = "blueprints_withdraw",
    params(("blueprint" = String, Path)), responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn withdraw(
    State(b): State<Blueprints>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<String>,
) -> Result<StatusCode, Failed> {
    sight::reach(&b, &scope, &id, None).await?;
    verbs::withdraw::withdraw(&b, &scope, &ask.actor(), &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
