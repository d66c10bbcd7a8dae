use axum::Json as Body;
use axum::extract::State;
use organisation::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Path};

use crate::verbs::plan_year::{NewStudyPlan, year};
use crate::{Activities, add_topics, plan_year};

/// A leading group's year.
#[derive(Serialize, ToSchema)]
pub(crate) struct PlanJson {
    pub id: Uuid,
    pub union: Uuid,
    pub title: String,
    pub year: i32,
    pub wanted: i32,
    pub topics: Vec<TopicJson>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct TopicJson {
    pub n: i32,
    pub title: String,
    pub done: bool,
    /// The meeting that takes it up, under `/api/v1/studies/{study}`.
    pub study: Option<Uuid>,
    /// Unix milliseconds.
    pub begins_at: Option<i64>,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct PlanBody {
    pub union: String,
    pub title: String,
    pub year: u32,
    /// 0: as many as are listed.
    pub wanted: u32,
    pub topics: Vec<String>,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct TopicsBody {
    pub topics: Vec<String>,
}

#[utoipa::path(get, path = "/api/v1/studies/plans/{id}", tag = "activities", operation_id = "study_plans_get",
    params(("id" = Uuid, Path)), responses((status = 200, body = PlanJson), (status = 404)))]
pub(crate) async fn get(State(a): State<Activities>, scope: Scope, Path(id): Path<Uuid>) -> Result<Body<PlanJson>, Failed> {
    let (of, topics) = year(&a, &scope, id).await?;
    let topics = topics.into_iter().map(|t| TopicJson {
        n: t.n,
        title: t.title,
        done: t.is_done,
        study: t.study.map(|(study, _)| study),
        begins_at: t.study.map(|(_, at)| at),
    });
    Ok(Body(PlanJson { id, union: of.union_id, title: of.title, year: of.year, wanted: of.wanted, topics: topics.collect() }))
}

#[utoipa::path(post, path = "/api/v1/studies/plans", tag = "activities", operation_id = "study_plans_begin", request_body = PlanBody,
    responses((status = 200, body = PlanJson), (status = 403), (status = 404), (status = 422)))]
pub(crate) async fn begin(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Json(body): Json<PlanBody>,
) -> Result<Body<PlanJson>, Failed> {
    let number = |n: u32| if n == 0 { String::new() } else { n.to_string() };
    let form = NewStudyPlan {
        union: body.union,
        title: body.title,
        year: number(body.year),
        wanted: number(body.wanted),
        topics: body.topics.join("\n"),
    };
    let id = plan_year(&a, &scope, &ask.actor(), &form).await?;
    get(State(a), scope, Path(id)).await
}

#[utoipa::path(post, path = "/api/v1/studies/plans/{id}/topics", tag = "activities", operation_id = "study_plans_add_topics",
    params(("id" = Uuid, Path)), request_body = TopicsBody,
    responses((status = 200, body = PlanJson), (status = 403), (status = 404), (status = 422)))]
pub(crate) async fn add(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<TopicsBody>,
) -> Result<Body<PlanJson>, Failed> {
    add_topics(&a, &scope, &ask.actor(), id, &body.topics.join("\n")).await?;
    get(State(a), scope, Path(id)).await
}
