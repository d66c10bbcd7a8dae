use axum::extract::State;
use organisation::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Path};

use crate::house::Membership;
use crate::rows::honour::{self, HonourRow};
use crate::rules::honour::HonourForm;
use crate::verbs::honour::{record_honour, withdraw_honour};
use crate::verbs::reach::reach;

/// An honour a member holds, or one that was entered by mistake and taken back.
#[derive(Serialize, ToSchema)]
pub(crate) struct HonourJson {
    id: Uuid,
    /// `model-worker`, `advanced-worker`, `may-day-medal`, `may-day-woman`, `craftsman`, `skill-expert`, `finest-worker` or
    /// `union-worker`.
    title: String,
    /// `national`, `province`, `city`, `county` or `unit`.
    level: String,
    year: i32,
    /// The document's number; may be empty.
    number: String,
    /// Unix milliseconds; `withdrawn_at` and `reason` only where it was taken back.
    recorded_at: i64,
    withdrawn_at: Option<i64>,
    reason: String,
}

impl HonourJson {
    fn of(h: HonourRow) -> Self {
        Self {
            id: h.id,
            title: h.title,
            level: h.level,
            year: h.year,
            number: h.number,
            recorded_at: h.recorded_at,
            withdrawn_at: h.withdrawn_at,
            reason: h.reason,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub(crate) struct HonourList {
    honours: Vec<HonourJson>,
}

/// The honours of a member whose name may be seen, the newest first.
#[utoipa::path(get, path = "/api/v1/members/{person}/honours", tag = "membership", operation_id = "honours_list", params(("person" = Uuid, Path)), responses((status = 200, body = HonourList), (status = 404)))]
pub(crate) async fn list(
    State(m): State<Membership>,
    scope: Scope,
    Path(person): Path<Uuid>,
) -> Result<axum::Json<HonourList>, Failed> {
    reach(&m, &scope, person).await?;
    let all = honour::of(m.store().read(), person).await?;
    Ok(axum::Json(HonourList { honours: all.into_iter().map(HonourJson::of).collect() }))
}

/// What was made.
#[derive(Serialize, ToSchema)]
pub(crate) struct HonourRecorded {
    honour: Uuid,
}

/// Records an honour.
#[utoipa::path(post, path = "/api/v1/members/{person}/honours", tag = "membership", operation_id = "honours_record", params(("person" = Uuid, Path)), request_body = HonourForm, responses((status = 200, body = HonourRecorded), (status = 404), (status = 422)))]
pub(crate) async fn record(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Path(person): Path<Uuid>,
    Json(form): Json<HonourForm>,
) -> Result<axum::Json<HonourRecorded>, Failed> {
    Ok(axum::Json(HonourRecorded { honour: record_honour(&m, &scope, &ask.actor(), person, &form).await? }))
}

/// Why an honour is taken back.
#[derive(Deserialize, Default, ToSchema)]
#[serde(default)]
pub(crate) struct HonourWhy {
    reason: String,
}

/// Takes back one that was entered by mistake.
#[utoipa::path(post, path = "/api/v1/members/{person}/honours/{honour}/withdrawal", tag = "membership", operation_id = "honours_withdraw", params(("person" = Uuid, Path), ("honour" = Uuid, Path)), request_body = HonourWhy, responses((status = 200, body = HonourRecorded), (status = 404), (status = 422)))]
pub(crate) async fn withdraw(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Path((person, honour)): Path<(Uuid, Uuid)>,
    Json(why): Json<HonourWhy>,
) -> Result<axum::Json<HonourRecorded>, Failed> {
    withdraw_honour(&m, &scope, &ask.actor(), person, honour, &why.reason).await?;
    Ok(axum::Json(HonourRecorded { honour }))
}
