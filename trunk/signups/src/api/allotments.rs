use axum::Json as Body;
use axum::extract::State;
use organisation::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Path};

use super::shape::AllotmentJson;
use crate::Signups;

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PlacesBody {
    pub places: i64,
    /// The revision that was read.
    pub revision: i32,
}

#[utoipa::path(get, path = "/api/v1/signups/{allotment}", tag = "signups", operation_id = "signups_get",
    params(("allotment" = Uuid, Path)), responses((status = 200, body = AllotmentJson), (status = 404)))]
pub(crate) async fn get(State(s): State<Signups>, Path(id): Path<Uuid>) -> Result<Body<AllotmentJson>, Failed> {
    let a = s.allotment(id).await?;
    let next = s.next(&a).map(|(to, _)| to);
    Ok(Body(AllotmentJson::of(&a, next, s.store().now())))
}

#[utoipa::path(post, path = "/api/v1/signups/{allotment}/places", tag = "signups", operation_id = "signups_places",
    params(("allotment" = Uuid, Path)), request_body = PlacesBody,
    responses((status = 200, body = AllotmentJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn places(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<PlacesBody>,
) -> Result<Body<AllotmentJson>, Failed> {
    s.change_places(&scope, &ask.actor(), id, body.places, body.revision).await?;
    get(State(s), Path(id)).await
}
