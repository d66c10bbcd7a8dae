use axum::Json as Body;
use axum::extract::State;
use organisation::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Path};

use super::activities::{ActivityJson, AnnounceBody};
use crate::rules::announcement::Announcement;
use crate::rules::season::{CourseForm, SeasonForm};
use crate::verbs::save_blueprint::Words;
use crate::{Activities, Announced, sight, verbs};

/// Several activities announced together.
#[derive(Serialize, ToSchema)]
pub(crate) struct SeasonJson {
    pub id: Uuid,
    pub union: Uuid,
    pub title: String,
    pub programme: Option<Uuid>,
    /// Courses one person may have; 0: any number.
    pub claim_most: i32,
    pub courses: Vec<CourseJson>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct CourseJson {
    pub n: i32,
    pub teacher: String,
    /// 1 or 2.
    pub batch: i32,
    pub activity: ActivityJson,
}

/// A season to be announced. `shared` is an activity without title, times, place and places.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SeasonBody {
    /// The season's id, chosen by the sender.
    pub key: String,
    pub title: String,
    /// `2026-12-01`.
    pub from: String,
    pub weeks: u32,
    /// `2026-11-28T10:00`; empty with one batch only.
    pub second_opens_at: String,
    pub claim_most: u32,
    pub missed_each: u32,
    pub shared: AnnounceBody,
    pub courses: Vec<CourseBody>,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CourseBody {
    pub title: String,
    /// 1 to 7, Monday first.
    pub weekday: u32,
    /// `19:00`.
    pub hour: String,
    pub place: String,
    pub teacher: String,
    pub places: u32,
    /// 1 or 2.
    pub batch: u32,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct BlueprintBody {
    pub title: String,
    pub what: String,
    pub whom: String,
    /// The union's blueprint this is the next version of; empty for a new one.
    pub name: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct BlueprintSavedJson {
    pub id: Uuid,
}

impl From<CourseBody> for CourseForm {
    fn from(c: CourseBody) -> Self {
        Self {
            title: c.title,
            weekday: c.weekday.to_string(),
            hour: c.hour,
            place: c.place,
            teacher: c.teacher,
            places: c.places.to_string(),
            batch: if c.batch == 2 { "2".into() } else { "1".into() },
        }
    }
}

impl From<SeasonBody> for SeasonForm {
    fn from(body: SeasonBody) -> Self {
        Self {
            key: body.key,
            title: body.title,
            from: body.from,
            second_opens_at: body.second_opens_at,
            claim_most: body.claim_most.to_string(),
            missed_each: body.missed_each.to_string(),
            shared: Announcement { weeks: body.weeks.to_string(), dates: String::new(), ..body.shared.form() },
            courses: body.courses.into_iter().map(CourseForm::from).collect(),
        }
    }
}

#[utoipa::path(get, path = "/api/v1/activities/seasons/{season}", tag = "activities", operation_id = "activities_season",
    params(("season" = Uuid, Path)), responses((status = 200, body = SeasonJson), (status = 404)))]
pub(crate) async fn get(State(a): State<Activities>, scope: Scope, Path(id): Path<Uuid>) -> Result<Body<SeasonJson>, Failed> {
    let (season, courses) = sight::reach_season(&a, &scope, id).await?;
    let courses = courses.iter().map(|(c, planned)| CourseJson {
        n: c.n,
        teacher: c.teacher.clone(),
        batch: c.batch,
        activity: planned.into(),
    });
    Ok(Body(SeasonJson {
        id: season.id,
        union: season.union_id,
        title: season.title,
        programme: season.programme,
        claim_most: season.claim_most,
        courses: courses.collect(),
    }))
}

#[utoipa::path(post, path = "/api/v1/activities/seasons", tag = "activities", operation_id = "activities_begin_season",
    request_body = SeasonBody, responses((status = 200, body = SeasonJson), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn begin(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Json(body): Json<SeasonBody>,
) -> Result<Body<SeasonJson>, Failed> {
    let done = verbs::begin_season::begin_season(&a, &scope, &ask.actor(), &body.into()).await?;
    let (Announced::New(id) | Announced::Already(id)) = done;
    get(State(a), scope, Path(id)).await
}

/// Saves how an activity was announced as a blueprint.
#[utoipa::path(post, path = "/api/v1/activities/{id}/blueprint", tag = "activities", operation_id = "activities_save_blueprint",
    params(("id" = Uuid, Path)), request_body = BlueprintBody,
    responses((status = 200, body = BlueprintSavedJson), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn save_blueprint(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(b): Json<BlueprintBody>,
) -> Result<Body<BlueprintSavedJson>, Failed> {
    let words = Words { title: b.title, what: b.what, whom: b.whom, name: b.name };
    let id = verbs::save_blueprint::save_blueprint(&a, &scope, &ask.actor(), id, &words).await?;
    Ok(Body(BlueprintSavedJson { id }))
}
