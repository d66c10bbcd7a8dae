use axum::Json as Body;
use axum::extract::State;
use axum::http::StatusCode;
use codes::money;
use organisation::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Path};

use crate::rules::things::{NewGood, NewSite};
use crate::{Drives, verbs};

#[derive(Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct GoodBody {
    pub name: String,
    pub unit: String,
    pub price_fen: u32,
    /// `own`, `higher`, `treasury`, `employer` or `donations`.
    pub source: String,
    pub pieces: u32,
    pub receipt: String,
}

#[derive(Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct StockBody {
    /// Below nothing: fewer.
    pub pieces: i32,
    pub receipt: String,
}

#[derive(Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SiteBody {
    pub title: String,
    pub place: String,
    /// Id or name of an employer the union covers; may be empty.
    pub employer: String,
    pub day: String,
    pub expected: u32,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct IdJson {
    pub id: Uuid,
}

#[utoipa::path(post, path = "/api/v1/drives/{drive}/goods", tag = "drives", operation_id = "drives_bring_in",
    params(("drive" = Uuid, Path)), request_body = GoodBody,
    responses((status = 200, body = IdJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn bring_in(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<GoodBody>,
) -> Result<Body<IdJson>, Failed> {
    let good = NewGood {
        name: body.name,
        unit: body.unit,
        price: money::plain(i64::from(body.price_fen)),
        source: body.source,
        pieces: body.pieces.to_string(),
        receipt: body.receipt,
    };
    Ok(Body(IdJson { id: verbs::bring_in::bring_in(&d, &scope, &ask.actor(), id, &good).await? }))
}

#[utoipa::path(post, path = "/api/v1/drives/{drive}/goods/{good}/stock", tag = "drives", operation_id = "drives_take_in",
    params(("drive" = Uuid, Path), ("good" = Uuid, Path)), request_body = StockBody,
    responses((status = 204), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn take_in(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path((id, good)): Path<(Uuid, Uuid)>,
    Json(body): Json<StockBody>,
) -> Result<StatusCode, Failed> {
    verbs::bring_in::take_in(&d, &scope, &ask.actor(), id, good, &body.pieces.to_string(), &body.receipt).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(post, path = "/api/v1/drives/{drive}/sites", tag = "drives", operation_id = "drives_lay_out",
    params(("drive" = Uuid, Path)), request_body = SiteBody,
    responses((status = 200, body = IdJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn lay_out(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<SiteBody>,
) -> Result<Body<IdJson>, Failed> {
    Ok(Body(IdJson { id: verbs::lay_out::lay_out(&d, &scope, &ask.actor(), id, &body.into()).await? }))
}

impl From<SiteBody> for NewSite {
    fn from(body: SiteBody) -> Self {
        Self { title: body.title, place: body.place, employer: body.employer, day: body.day, expected: body.expected.to_string() }
    }
}

#[utoipa::path(put, path = "/api/v1/drives/{drive}/sites/{site}", tag = "drives", operation_id = "drives_move_site",
    params(("drive" = Uuid, Path), ("site" = Uuid, Path)), request_body = SiteBody,
    responses((status = 204), (status = 404), (status = 409, description = "something was handed out there"), (status = 422)))]
pub(crate) async fn move_site(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path((id, site)): Path<(Uuid, Uuid)>,
    Json(body): Json<SiteBody>,
) -> Result<StatusCode, Failed> {
    verbs::move_site::move_site(&d, &scope, &ask.actor(), id, site, &body.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}
