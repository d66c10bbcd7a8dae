//! Applications to found unions.

use axum::Json as Body;
use axum::extract::State;
use codes::Day;
use serde::{Deserialize, Serialize};
use store::{Fault, Outcome};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use web::{Ask, Failed, Json, Path, Query};

use super::{Done, Made};
use crate::acting::Acting;
use crate::house::Organisation;
use crate::power::Power;
use crate::rows::founding::{self, FoundingRow};
use crate::rules::application::{Application, Unit};
use crate::scope::Scope;
use crate::verbs::ask_founding;
use crate::verbs::decide_founding::{self, Decision};

/// Open applications looked through for those the caller may decide, and given back at most.
const MOST: i64 = 1_000;

/// An application, without whom to reach.
#[derive(Serialize, ToSchema)]
pub struct Founding {
    id: Uuid,
    parent: Uuid,
    name: String,
    kind: String,
    level: i32,
    credit_code: Option<String>,
    division: Option<String>,
    employers: Vec<Unit>,
    members: i32,
    wanted: String,
    words: String,
    /// Unix milliseconds.
    asked_at: i64,
    /// The day an answer is due.
    due: String,
    /// `asked`, `returned`, `approved`, `refused`, `withdrawn`.
    state: String,
    decided_by: Option<Uuid>,
    /// Unix milliseconds.
    decided_at: Option<i64>,
    reason: String,
    /// The union that came of it.
    union: Option<Uuid>,
}

/// What came of a decision.
#[derive(Serialize, ToSchema)]
pub struct Decided {
    /// The union that was founded, when one was.
    union: Option<Uuid>,
}

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// `asked` (the default) or `returned`.
    state: String,
}

fn whole(row: FoundingRow) -> Founding {
    Founding {
        id: row.id,
        parent: row.parent,
        due: row.due().to_string(),
        employers: serde_json::from_str(&row.employers).unwrap_or_default(),
        name: row.name,
        kind: row.kind,
        level: row.level,
        credit_code: row.credit_code,
        division: row.division,
        members: row.members,
        wanted: Day(row.wanted_day).to_string(),
        words: row.words,
        asked_at: row.asked_at,
        state: row.state,
        decided_by: row.decided_by,
        decided_at: row.decided_at,
        reason: row.reason,
        union: row.union_id,
    }
}

#[utoipa::path(get, path = "/api/v1/foundings", operation_id = "foundings_list", tag = "organisation", params(Asked), responses((status = 200, body = [Founding])))]
pub async fn list(
    State(o): State<Organisation>,
    scope: Scope,
    Query(asked): Query<Asked>,
) -> Result<Body<Vec<Founding>>, Failed> {
    let state = if asked.state == "returned" { "returned" } else { "asked" };
    let rows = founding::in_state(o.store().read(), state, MOST).await?;
    Ok(Body(rows.into_iter().filter(|f| scope.may(Power::Organise, f.parent)).map(whole).collect()))
}

async fn load(o: &Organisation, ask: &Ask, scope: &Scope, id: Uuid) -> Outcome<FoundingRow> {
    let row = founding::get(o.store().read(), id).await?.ok_or(Fault::NotFound)?;
    let sees = row.asked_by == Some(ask.person()?) || scope.may(Power::Organise, row.parent);
    if sees { Ok(row) } else { Err(Fault::NotFound) }
}

#[utoipa::path(get, path = "/api/v1/foundings/{id}", operation_id = "foundings_get", tag = "organisation", params(("id" = Uuid, Path)),
    responses((status = 200, body = Founding), (status = 404)))]
pub async fn get(State(o): State<Organisation>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Body<Founding>, Failed> {
    Ok(Body(whole(load(&o, &ask, &scope, id).await?)))
}

#[utoipa::path(post, path = "/api/v1/unions/{id}/foundings", operation_id = "foundings_ask", tag = "organisation", params(("id" = Uuid, Path)),
    request_body = Application, responses((status = 200, body = Made), (status = 404), (status = 409), (status = 422)))]
pub async fn ask(
    State(o): State<Organisation>,
    ask: Ask,
    Path(id): Path<Uuid>,
    Json(form): Json<Application>,
) -> Result<Body<Made>, Failed> {
    let id = ask_founding::ask_founding(&o, ask.person()?, &ask.actor(), id, &form).await?;
    Ok(Body(Made { id }))
}

#[utoipa::path(put, path = "/api/v1/foundings/{id}", operation_id = "foundings_ask_again", tag = "organisation", params(("id" = Uuid, Path)), request_body = Application,
    responses((status = 200, body = Done), (status = 404), (status = 409), (status = 422)))]
pub async fn ask_again(
    State(o): State<Organisation>,
    ask: Ask,
    Path(id): Path<Uuid>,
    Json(form): Json<Application>,
) -> Result<Body<Done>, Failed> {
    ask_founding::ask_again(&o, ask.person()?, &ask.actor(), id, &form).await?;
    Ok(Done::json())
}

#[utoipa::path(delete, path = "/api/v1/foundings/{id}", operation_id = "foundings_withdraw", tag = "organisation", params(("id" = Uuid, Path)),
    responses((status = 200, body = Done), (status = 404), (status = 409)))]
pub async fn withdraw(State(o): State<Organisation>, ask: Ask, Path(id): Path<Uuid>) -> Result<Body<Done>, Failed> {
    ask_founding::withdraw_founding(&o, ask.person()?, &ask.actor(), id).await?;
    Ok(Done::json())
}

#[utoipa::path(post, path = "/api/v1/foundings/{id}/decision", operation_id = "foundings_decide", tag = "organisation", params(("id" = Uuid, Path)),
    request_body = Decision, responses((status = 200, body = Decided), (status = 404), (status = 409), (status = 422)))]
pub async fn decide(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(form): Json<Decision>,
) -> Result<Body<Decided>, Failed> {
    let union = decide_founding::decide_founding(&Acting::new(&o, &scope, ask.actor()), id, &form).await?;
    Ok(Body(Decided { union }))
}
