use axum::Json as Body;
use axum::extract::State;
use organisation::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Path};

use super::activities::{ActivityJson, get as get_activity};
use crate::rows::feedback as rows;
use crate::rules::feedback::hear;
use crate::verbs::one_more::proposed;
use crate::{Activities, Announced, call_off_meeting, one_more, remind, say, sight};

/// How it was, by nobody.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SayBody {
    /// `very`, `some` or `little`.
    pub useful: String,
    /// `fast`, `right`, `slow`, or empty.
    pub pace: String,
    /// `yes` or `enough`.
    pub more: String,
    /// Of `noon`, `evening`, `weekend`, `weekend_evening`.
    pub times: Vec<String>,
    pub words: String,
}

/// What was said; counts and words only where at least five answered.
#[derive(Serialize, ToSchema)]
pub(crate) struct HeardJson {
    pub sheets: usize,
    pub is_shown: bool,
    pub counts: Vec<CountJson>,
    /// In no order.
    pub words: Vec<String>,
    pub wants_more: Option<u64>,
    /// On the waiting list.
    pub waiting: i64,
    /// The next time it could be held, `2026-12-02T19:00`; empty where none was found.
    pub next: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct CountJson {
    pub question: String,
    pub option: String,
    pub n: u64,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct MoreBody {
    /// The new activity's id, chosen by the sender.
    pub key: String,
    /// Empty: the next time that is free.
    pub first: String,
    /// Places kept for those who got none; absent: as many as wait.
    pub kept: Option<u32>,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct OffBody {
    pub reason: String,
    pub revision: u32,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RemindBody {
    pub wants: bool,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct DoneJson {
    pub done: bool,
}

/// Whoever came by name may answer once; the answer is kept by nobody.
#[utoipa::path(post, path = "/api/v1/activities/{id}/feedback", tag = "activities", operation_id = "activities_say",
    params(("id" = Uuid, Path)), request_body = SayBody,
    responses((status = 200, body = DoneJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn answer(
    State(a): State<Activities>,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<SayBody>,
) -> Result<Body<DoneJson>, Failed> {
    let mut pairs: Vec<(String, String)> =
        [("useful", body.useful), ("pace", body.pace), ("more", body.more), ("words", body.words)]
            .map(|(n, v)| (n.to_owned(), v))
            .to_vec();
    pairs.extend(body.times.into_iter().map(|time| ("times".to_owned(), time)));
    say(&a, &scope, id, &pairs).await?;
    Ok(Body(DoneJson { done: true }))
}

#[utoipa::path(get, path = "/api/v1/activities/{id}/feedback", tag = "activities", operation_id = "activities_heard",
    params(("id" = Uuid, Path)), responses((status = 200, body = HeardJson), (status = 403), (status = 404)))]
pub(crate) async fn heard(State(a): State<Activities>, scope: Scope, Path(id): Path<Uuid>) -> Result<Body<HeardJson>, Failed> {
    let (seen, form, _) = proposed(&a, &scope, id).await?;
    let heard = hear(&rows::sheets(a.store().read(), id).await?)?;
    let waiting = match seen.activity.allotment {
        Some(allotment) => a.signups.allotment(allotment).await?.waiting,
        None => 0,
    };
    let is_shown = heard.shown.is_some();
    let shown = heard.shown.unwrap_or_default();
    let counts = shown.counts.into_iter().flat_map(|(question, options)| {
        options.into_iter().map(move |(option, n)| CountJson { question: question.clone(), option, n })
    });
    Ok(Body(HeardJson {
        sheets: heard.sheets,
        is_shown,
        counts: counts.collect(),
        words: shown.words,
        wants_more: is_shown.then_some(shown.wants_more),
        waiting,
        next: form.first,
    }))
}

/// One more of these, as the former was, at the next time that is free.
#[utoipa::path(post, path = "/api/v1/activities/{id}/more", tag = "activities", operation_id = "activities_one_more",
    params(("id" = Uuid, Path)), request_body = MoreBody,
    responses((status = 200, body = ActivityJson), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn more(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<MoreBody>,
) -> Result<Body<ActivityJson>, Failed> {
    let (_, mut form, missed) = proposed(&a, &scope, id).await?;
    form.key = body.key;
    if !body.first.is_empty() {
        form.first = body.first;
    }
    let missed = body.kept.map_or(missed, i64::from).to_string();
    let (Announced::New(new) | Announced::Already(new)) = one_more(&a, &scope, &ask.actor(), id, &form, &missed).await?;
    get_activity(State(a), scope, Path(new)).await
}

/// Calls off one meeting of a series.
#[utoipa::path(post, path = "/api/v1/activities/{id}/meetings/{meeting}/cancellation", tag = "activities",
    operation_id = "activities_call_off_meeting", params(("id" = Uuid, Path), ("meeting" = Uuid, Path)), request_body = OffBody,
    responses((status = 200, body = ActivityJson), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn off(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path((id, meeting)): Path<(Uuid, Uuid)>,
    Json(body): Json<OffBody>,
) -> Result<Body<ActivityJson>, Failed> {
    call_off_meeting(&a, &scope, &ask.actor(), (id, meeting), &body.reason, &body.revision.to_string()).await?;
    get_activity(State(a), scope, Path(id)).await
}

/// Asks to be reminded, or no longer.
#[utoipa::path(post, path = "/api/v1/activities/{id}/reminder", tag = "activities", operation_id = "activities_remind",
    params(("id" = Uuid, Path)), request_body = RemindBody,
    responses((status = 200, body = DoneJson), (status = 404), (status = 409)))]
pub(crate) async fn reminder(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<RemindBody>,
) -> Result<Body<DoneJson>, Failed> {
    sight::reach_activity(&a, &scope, id).await?;
    remind(&a, &scope, &ask.actor(), id, body.wants).await?;
    Ok(Body(DoneJson { done: true }))
}
