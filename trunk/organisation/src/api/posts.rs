//! Posts.

use axum::Json as Body;
use axum::extract::State;
use codes::Day;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Path};

use super::{Done, Made};
use crate::acting::Acting;
use crate::house::Organisation;
use crate::power::Power;
use crate::rows::post::{self, PostRow};
use crate::scope::Scope;
use crate::verbs::give_post::{self, Appointment, Ending};

/// A post held or to come.
#[derive(Serialize, ToSchema)]
pub struct PostBrief {
    id: Uuid,
    person: Uuid,
    office: String,
    title: String,
    /// With everything below.
    subtree: bool,
    from: String,
    /// The first day it is over; absent while nothing ends it.
    until: Option<String>,
    deputy_for: Option<Uuid>,
}

#[utoipa::path(get, path = "/api/v1/unions/{id}/posts", operation_id = "posts_list", tag = "organisation", params(("id" = Uuid, Path)),
    responses((status = 200, body = [PostBrief]), (status = 403), (status = 404)))]
pub async fn list(State(o): State<Organisation>, scope: Scope, Path(id): Path<Uuid>) -> Result<Body<Vec<PostBrief>>, Failed> {
    scope.require(Power::Appoint, id)?;
    let posts = post::not_over(o.store().read(), id, o.today()).await?;
    let brief = |p: PostRow| PostBrief {
        id: p.id,
        person: p.person,
        office: p.office,
        title: p.title,
        subtree: p.subtree,
        from: Day(p.from_day).to_string(),
        until: (p.until_day < Day::OPEN.0).then(|| Day(p.until_day).to_string()),
        deputy_for: p.deputy_for,
    };
    Ok(Body(posts.into_iter().map(brief).collect()))
}

#[utoipa::path(post, path = "/api/v1/unions/{id}/posts", operation_id = "posts_give", tag = "organisation", params(("id" = Uuid, Path)), request_body = Appointment,
    responses((status = 200, body = Made), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn give(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(form): Json<Appointment>,
) -> Result<Body<Made>, Failed> {
    let id = give_post::give_post(&Acting::new(&o, &scope, ask.actor()), id, &form).await?;
    Ok(Body(Made { id }))
}

#[utoipa::path(post, path = "/api/v1/unions/{id}/posts/{post}/end", operation_id = "posts_end", tag = "organisation",
    params(("id" = Uuid, Path), ("post" = Uuid, Path)), request_body = Ending,
    responses((status = 200, body = Done), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn end(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path((id, post)): Path<(Uuid, Uuid)>,
    Json(form): Json<Ending>,
) -> Result<Body<Done>, Failed> {
    give_post::end_post(&Acting::new(&o, &scope, ask.actor()), id, post, &form).await?;
    Ok(Done::json())
}

#[utoipa::path(post, path = "/api/v1/unions/{id}/posts/{post}/hand-over", operation_id = "posts_hand_over", tag = "organisation",
    params(("id" = Uuid, Path), ("post" = Uuid, Path)), request_body = Ending,
    responses((status = 200, body = Made), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn hand_over(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path((id, post)): Path<(Uuid, Uuid)>,
    Json(form): Json<Ending>,
) -> Result<Body<Made>, Failed> {
    let id = give_post::hand_over(&Acting::new(&o, &scope, ask.actor()), id, post, &form).await?;
    Ok(Body(Made { id }))
}
