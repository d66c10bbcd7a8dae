use axum::Json as Body;
use axum::extract::State;
use organisation::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Query};

use crate::pages::{Wish, union_of};
use crate::rows::programme::{self, Programme};
use crate::{Activities, begin_programme};

#[derive(Serialize, ToSchema)]
pub(crate) struct ProgrammeJson {
    pub id: Uuid,
    pub union: Uuid,
    pub title: String,
    pub kind: String,
    /// `2026-11-18`.
    pub from: String,
}

impl From<Programme> for ProgrammeJson {
    fn from(p: Programme) -> Self {
        Self { id: p.id, union: p.union_id, title: p.title, kind: p.kind, from: codes::Day(p.from_day).to_string() }
    }
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ProgrammeBody {
    pub union: String,
    pub title: String,
    pub kind: String,
}

#[utoipa::path(get, path = "/api/v1/programmes", tag = "activities", operation_id = "programmes_list",
    params(("union" = Option<Uuid>, Query)), responses((status = 200, body = Vec<ProgrammeJson>), (status = 404)))]
pub(crate) async fn list(
    State(a): State<Activities>,
    scope: Scope,
    Query(wish): Query<Wish>,
) -> Result<Body<Vec<ProgrammeJson>>, Failed> {
    let union = union_of(&scope, &wish.union)?;
    let line: Vec<Uuid> = a.federation().path(union).iter().map(|u| u.id).collect();
    let open = programme::open_at(a.store().read(), &line, a.today()).await?;
    Ok(Body(open.into_iter().map(Into::into).collect()))
}

#[utoipa::path(post, path = "/api/v1/programmes", tag = "activities", operation_id = "programmes_begin", request_body = ProgrammeBody,
    responses((status = 200, body = ProgrammeJson), (status = 403), (status = 404), (status = 422)))]
pub(crate) async fn begin(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Json(body): Json<ProgrammeBody>,
) -> Result<Body<ProgrammeJson>, Failed> {
    let union = union_of(&scope, &body.union)?;
    let id = begin_programme(&a, &scope, &ask.actor(), union, &body.title, &body.kind).await?;
    let programme = programme::get(a.store().read(), id).await?.ok_or(store::Fault::NotFound)?;
    Ok(Body(programme.into()))
}
