use axum::Json as Body;
use axum::extract::State;
use axum::http::StatusCode;
use organisation::Scope;
use serde::{Deserialize, Serialize};
use store::Fault;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Path};

use crate::due::Due;
use crate::house::Inbox;
use crate::rules::group::group;

/// Something that waits for the reader.
#[derive(Serialize, ToSchema)]
pub(crate) struct TaskJson {
    /// Absent when it stands for several.
    id: Option<Uuid>,
    union: Uuid,
    room: String,
    /// Room and thing, e.g. `membership.application`.
    kind: String,
    /// In the language asked for.
    title: String,
    href: String,
    /// `now` (today or late), `week`, `later`, `others` (waits elsewhere, followed).
    group: String,
    /// The last day it is in time, `2026-12-03`.
    due: Option<String>,
    /// Unix milliseconds, where it is due at an hour.
    due_at: Option<i64>,
    /// Working days from receipt to the last day, where a clock runs.
    working_days: Option<i32>,
    /// How many it stands for.
    count: i64,
    /// Closed by whoever did it.
    by_hand: bool,
    created_at: i64,
}

#[utoipa::path(get, path = "/api/v1/tasks", tag = "inbox", operation_id = "tasks_list",
    responses((status = 200, body = Vec<TaskJson>), (status = 401), (status = 403)))]
pub(crate) async fn list(State(i): State<Inbox>, ask: Ask, scope: Scope) -> Result<Body<Vec<TaskJson>>, Failed> {
    let today = i.today();
    let tasks = i.waiting(&scope).await?.into_iter().map(|t| TaskJson {
        group: group(&t, today).name().to_owned(),
        title: t.title.say(&ask.v, &i.organisation.federation),
        due: (t.due != Due::Open).then(|| t.due.day().to_string()),
        due_at: t.due.at(),
        working_days: match t.due {
            Due::Clock { received, until } => Some(i.calendar.working_days_between(received, until)),
            _ => None,
        },
        id: t.id,
        union: t.union,
        room: t.room.name().to_owned(),
        kind: t.kind,
        href: t.href,
        count: t.count,
        by_hand: t.is_by_hand,
        created_at: t.created_at,
    });
    Ok(Body(tasks.collect()))
}

/// At which union the task is.
#[derive(Deserialize, Default, ToSchema)]
#[serde(default)]
pub(crate) struct SettleBody {
    union: String,
}

#[utoipa::path(post, path = "/api/v1/tasks/{task}/done", tag = "inbox", operation_id = "tasks_settle",
    params(("task" = Uuid, Path)), request_body = SettleBody,
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn settle(
    State(i): State<Inbox>,
    ask: Ask,
    scope: Scope,
    Path(task): Path<Uuid>,
    Json(body): Json<SettleBody>,
) -> Result<StatusCode, Failed> {
    let union = Uuid::try_parse(&body.union).map_err(|_| Fault::NotFound)?;
    i.settle(&scope, &ask.actor(), union, task).await?;
    Ok(StatusCode::NO_CONTENT)
}
