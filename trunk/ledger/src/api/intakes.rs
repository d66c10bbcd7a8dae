//! Files of past figures.

use axum::Json as Body;
use axum::extract::State;
use organisation::{Power, Scope};
use serde::{Deserialize, Serialize};
use store::Fault;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Path, Upload};

use crate::house::Ledger;
use crate::rows::intake;
use crate::rules::intake::Taking;
use crate::verbs::take_back::take_back;
use crate::verbs::take_in::{File, take_in};

/// A file taken in.
#[derive(Serialize, ToSchema)]
pub struct Intake {
    id: Uuid,
    file: String,
    /// `import` (counted) or `report` (reported).
    source: String,
    rows: i32,
    facts: i32,
    /// Unix milliseconds.
    taken_at: i64,
    /// Why it was taken back, if it was.
    withdrawn: Option<String>,
}

/// What came of a file.
#[derive(Serialize, ToSchema)]
pub struct Outcome {
    rows: usize,
    facts: usize,
    sessions: i64,
    attendances: i64,
    /// Everything was taken; otherwise nothing was.
    taken: bool,
    problems: Vec<Wrong>,
}

/// One cell that cannot be taken.
#[derive(Serialize, ToSchema)]
pub struct Wrong {
    row: i64,
    column: String,
    /// Message key.
    key: String,
    text: String,
}

/// Why a file is taken back.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct Reason {
    reason: String,
}

#[utoipa::path(get, path = "/api/v1/unions/{union}/intakes", tag = "figures",
    params(("union" = Uuid, Path)), responses((status = 200, body = [Intake])))]
pub async fn list(State(house): State<Ledger>, scope: Scope, Path(union): Path<Uuid>) -> Result<Body<Vec<Intake>>, Failed> {
    scope.require(Power::SeeFigures, union)?;
    let files = intake::of_union(house.store().read(), union).await?;
    let file = |f: intake::IntakeRow| Intake {
        id: f.id,
        file: f.file,
        source: f.source,
        rows: f.lines,
        facts: f.facts,
        taken_at: f.taken_at,
        withdrawn: f.withdrawn,
    };
    Ok(Body(files.into_iter().map(file).collect()))
}

/// A multipart form: `file` (XLSX by the template), `taking` (`import` or `report`), `try` (`1` only judges it).
#[utoipa::path(post, path = "/api/v1/unions/{union}/intakes", tag = "figures",
    params(("union" = Uuid, Path)), responses((status = 200, body = Outcome), (status = 422)))]
pub async fn post(
    State(house): State<Ledger>,
    ask: Ask,
    scope: Scope,
    Path(union): Path<Uuid>,
    upload: Upload,
) -> Result<Body<Outcome>, Failed> {
    let taking = Taking::from_name(upload.fields.get("taking")).ok_or(Fault::field("taking", "ledger-import-taking"))?;
    let (name, bytes) = upload.file?.ok_or(Fault::field("file", "ledger-file-missing"))?;
    let file = File { name, bytes: bytes.to_vec(), taking, only_try: upload.fields.get("try") == "1" };
    let dry = take_in(&house, &scope, &ask.actor(), union, file).await?;
    let wrong = |p: crate::Problem| Wrong {
        row: p.row,
        text: ask.tell(&p.fault),
        column: p.fault.field.clone(),
        key: p.fault.key.to_owned(),
    };
    Ok(Body(Outcome {
        rows: dry.rows,
        facts: dry.facts,
        sessions: dry.sessions,
        attendances: dry.attendances,
        taken: dry.taken,
        problems: dry.problems.into_iter().map(wrong).collect(),
    }))
}

#[utoipa::path(post, path = "/api/v1/unions/{union}/intakes/{intake}/withdrawal", tag = "figures",
    params(("union" = Uuid, Path), ("intake" = Uuid, Path)), request_body = Reason,
    responses((status = 200, body = i64), (status = 409), (status = 422)))]
pub async fn withdraw(
    State(house): State<Ledger>,
    ask: Ask,
    scope: Scope,
    Path((union, id)): Path<(Uuid, Uuid)>,
    Json(reason): Json<Reason>,
) -> Result<Body<usize>, Failed> {
    Ok(Body(take_back(&house, &scope, &ask.actor(), union, id, &reason.reason).await?))
}
