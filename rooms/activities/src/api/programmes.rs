use axum::Json as Body;
use axum::extract::State;
use organisation::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Path, Query};

use crate::pages::{Wish, union_of};
use crate::rows::programme::{self, Programme};
use crate::rules::announcement::Announcement;
use crate::rules::blueprint::shared_by_all;
use crate::rules::programme::{FormLine, ProgrammeForm};
use crate::{Activities, Announced, end_programme, open_programme, resume_programme, reword_programme, sight_programme};

#[derive(Serialize, ToSchema)]
pub(crate) struct ProgrammeJson {
    pub id: Uuid,
    pub union: Uuid,
    pub title: String,
    pub kind: String,
    /// What it is, in its union's words.
    pub summary: String,
    /// `2026-11-18`.
    pub from: String,
    /// The day from which it takes nothing new; absent where nothing ends it.
    pub until: Option<String>,
    /// Why it ended, where a reason was given.
    pub reason: String,
    /// Goes back with a change.
    pub revision: i32,
}

impl From<Programme> for ProgrammeJson {
    fn from(p: Programme) -> Self {
        let until = p.has_end().then(|| codes::Day(p.until_day).to_string());
        let from = codes::Day(p.from_day).to_string();
        Self {
            id: p.id,
            union: p.union_id,
            title: p.title,
            kind: p.kind,
            summary: p.summary,
            from,
            until,
            reason: p.reason,
            revision: p.revision,
        }
    }
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ProgrammeBody {
    pub union: String,
    pub title: String,
    pub kind: String,
    pub summary: String,
    /// The programme's id, chosen by the sender: sent twice, it begins once. Empty: the house chooses.
    pub key: String,
    /// Of its activities: where, and `subtree` or `members`.
    pub setting: String,
    pub who: String,
    /// What is announced with it, all or nothing.
    pub activities: Vec<FormBody>,
}

/// One activity that is announced with a programme.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FormBody {
    pub title: String,
    pub kind: String,
    /// `2026-12-02T19:00`, and for how many weeks from there.
    pub first: String,
    pub weeks: u32,
    pub minutes: u32,
    pub place: String,
    /// Absent where nobody signs up.
    pub places: Option<u64>,
}

impl FormBody {
    fn line(self) -> FormLine {
        FormLine {
            title: self.title,
            kind: self.kind,
            first: self.first,
            weeks: self.weeks.max(1).to_string(),
            minutes: self.minutes.to_string(),
            place: self.place,
            places: self.places.map(|n| n.to_string()).unwrap_or_default(),
        }
    }
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RewordBody {
    pub title: String,
    pub summary: String,
    /// The revision that was read.
    pub revision: u32,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EndBody {
    /// The day from which it takes nothing new: today or later.
    pub from: String,
    /// May be empty.
    pub reason: String,
    pub revision: u32,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ResumeBody {
    pub revision: u32,
}

#[utoipa::path(get, path = "/api/v1/programmes", tag = "activities", operation_id = "programmes_list",
    params(("union" = Option<Uuid>, Query)), responses((status = 200, body = Vec<ProgrammeJson>), (status = 404)))]
pub(crate) async fn list(
    State(a): State<Activities>,
    scope: Scope,
    Query(wish): Query<Wish>,
) -> Result<Body<Vec<ProgrammeJson>>, Failed> {
    let union = union_of(&scope, &wish.union)?;
    let line: Vec<Uuid> = a.federation().path(union).iter().map(|u| u.id).collect();
    let open = programme::open_at(a.store().read(), &line, a.today()).await?;
    Ok(Body(open.into_iter().map(Into::into).collect()))
}

#[utoipa::path(post, path = "/api/v1/programmes", tag = "activities", operation_id = "programmes_begin", request_body = ProgrammeBody,
    responses((status = 200, body = ProgrammeJson), (status = 403), (status = 404), (status = 422)))]
pub(crate) async fn begin(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Json(body): Json<ProgrammeBody>,
) -> Result<Body<ProgrammeJson>, Failed> {
    let union = union_of(&scope, &body.union)?;
    let or = |text: String, otherwise: &str| if text.is_empty() { otherwise.to_owned() } else { text };
    let form = ProgrammeForm {
        key: or(body.key, &a.store().ids().new_id(a.store().now()).to_string()),
        union: union.to_string(),
        title: body.title,
        summary: body.summary,
        kind: body.kind,
        shared: Announcement { setting: or(body.setting, "station"), who: or(body.who, "subtree"), ..shared_by_all() },
        forms: body.activities.into_iter().map(FormBody::line).collect(),
    };
    let (Announced::New(id) | Announced::Already(id)) = open_programme(&a, &scope, &ask.actor(), &form).await?;
    let programme = programme::get(a.store().read(), id).await?.ok_or(store::Fault::NotFound)?;
    Ok(Body(programme.into()))
}

#[utoipa::path(get, path = "/api/v1/programmes/{id}", tag = "activities", operation_id = "programmes_get",
    params(("id" = Uuid, Path)), responses((status = 200, body = ProgrammeJson), (status = 404)))]
pub(crate) async fn get(State(a): State<Activities>, scope: Scope, Path(id): Path<Uuid>) -> Result<Body<ProgrammeJson>, Failed> {
    Ok(Body(sight_programme::reach(&a, &scope, id).await?.into()))
}

#[utoipa::path(post, path = "/api/v1/programmes/{id}", tag = "activities", operation_id = "programmes_reword",
    params(("id" = Uuid, Path)), request_body = RewordBody,
    responses((status = 200, body = ProgrammeJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn reword(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<RewordBody>,
) -> Result<Body<ProgrammeJson>, Failed> {
    reword_programme(&a, &scope, &ask.actor(), id, (&body.title, &body.summary), &body.revision.to_string()).await?;
    get(State(a), scope, Path(id)).await
}

#[utoipa::path(post, path = "/api/v1/programmes/{id}/ending", tag = "activities", operation_id = "programmes_end",
    params(("id" = Uuid, Path)), request_body = EndBody,
    responses((status = 200, body = ProgrammeJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn end(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<EndBody>,
) -> Result<Body<ProgrammeJson>, Failed> {
    end_programme(&a, &scope, &ask.actor(), id, (&body.from, &body.reason), &body.revision.to_string()).await?;
    get(State(a), scope, Path(id)).await
}

#[utoipa::path(post, path = "/api/v1/programmes/{id}/resumption", tag = "activities", operation_id = "programmes_resume",
    params(("id" = Uuid, Path)), request_body = ResumeBody,
    responses((status = 200, body = ProgrammeJson), (status = 404), (status = 409)))]
pub(crate) async fn resume(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<ResumeBody>,
) -> Result<Body<ProgrammeJson>, Failed> {
    resume_programme(&a, &scope, &ask.actor(), id, &body.revision.to_string()).await?;
    get(State(a), scope, Path(id)).await
}
