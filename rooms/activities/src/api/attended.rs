use axum::Json as Body;
use axum::extract::State;
use web::{Ask, Failed, Query};

use super::shape::SessionJson;
use crate::Activities;
use crate::pages::Wish;
use crate::rows::attendance;

const SIZE: u64 = 100;

#[utoipa::path(get, path = "/api/v1/me/attended", tag = "activities", operation_id = "me_attended",
    params(("page" = Option<u64>, Query)), responses((status = 200, body = Vec<SessionJson>), (status = 401)))]
pub(crate) async fn list(
    State(a): State<Activities>,
    ask: Ask,
    Query(wish): Query<Wish>,
) -> Result<Body<Vec<SessionJson>>, Failed> {
    let page = wish.page.parse::<u64>().unwrap_or(1).clamp(1, 1_000_000);
    let sessions = attendance::sessions_of(a.store().read(), ask.person()?, (page - 1) * SIZE, SIZE).await?;
    Ok(Body(sessions.iter().map(SessionJson::of).collect()))
}
