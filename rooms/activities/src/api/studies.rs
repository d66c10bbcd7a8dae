use axum::Json as Body;
use axum::extract::State;
use organisation::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Path};

use crate::rows::{attendance, expected, minutes, study};
use crate::rules::study::Arrangement;
use crate::verbs::prepare_study::{About, prepare_study};
use crate::{Activities, arrange_study, confirm_minutes, minute, sight_study, verbs};

/// What a meeting is about.
#[derive(Serialize, ToSchema)]
pub(crate) struct StudyJson {
    pub id: Uuid,
    pub union: Uuid,
    pub activity: Option<Uuid>,
    pub plan: Option<Uuid>,
    /// The topic's number in the plan.
    pub topic: Option<i32>,
    /// Everybody may read the confirmed minutes.
    pub public: bool,
    /// Goes back with a change.
    pub revision: i32,
    pub items: Vec<ItemJson>,
    pub presenters: Vec<PresenterJson>,
    pub materials: Vec<MaterialJson>,
    /// What hangs on it to be read.
    pub files: Vec<super::materials::FileJson>,
    /// Versions of the minutes this reader may read, the newest first.
    pub minutes: Vec<MinutesJson>,
    /// Who is expected, for whoever may see their names; absent for everybody else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<Vec<ExpectedJson>>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct ExpectedJson {
    pub person: Uuid,
    /// `expected` before the meeting; afterwards `there` or `missing`; `leave` before and after, unless he came.
    pub state: String,
}

/// The whole group, and who of it is on leave.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ExpectBody {
    pub people: Vec<String>,
    pub leave: Vec<String>,
    pub revision: u32,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ItemJson {
    pub topic: String,
    /// 0 where nobody said.
    pub minutes: u32,
    pub who: String,
    /// The first-agenda item (第一议题).
    pub first: bool,
}

/// Somebody of the house by id alone, or a guest by name and title.
#[derive(Serialize, ToSchema)]
pub(crate) struct PresenterJson {
    pub person: Option<Uuid>,
    pub name: String,
    pub title: String,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct MaterialJson {
    pub title: String,
    pub href: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct MinutesJson {
    pub version: i32,
    /// Why it follows a confirmed one.
    pub reason: String,
    /// Unix milliseconds; none for a draft.
    pub confirmed_at: Option<i64>,
    pub said: Vec<SaidJson>,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SaidJson {
    /// The number of the item; 0 for what belongs to none.
    pub n: i32,
    pub words: String,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SpeakerBody {
    /// A name on the host's roster, or a guest's.
    pub name: String,
    /// A guest's title; or the team, where several have the name.
    pub title: String,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ArrangeBody {
    pub plan: Option<Uuid>,
    pub topic: i32,
    /// The chair's name, and the team where several have it.
    pub chair: String,
    pub public: bool,
    pub items: Vec<ItemJson>,
    pub presenters: Vec<SpeakerBody>,
    pub materials: Vec<MaterialJson>,
    pub revision: u32,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct MinuteBody {
    pub said: Vec<SaidJson>,
    /// Of a correction.
    pub reason: String,
    pub revision: u32,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RevisionBody {
    pub revision: u32,
}

#[utoipa::path(get, path = "/api/v1/studies/{id}", tag = "activities", operation_id = "studies_get", params(("id" = Uuid, Path)),
    responses((status = 200, body = StudyJson), (status = 404)))]
pub(crate) async fn get(State(a): State<Activities>, scope: Scope, Path(id): Path<Uuid>) -> Result<Body<StudyJson>, Failed> {
    let seen = sight_study::reach(&a, &scope, id).await?;
    let db = a.store().read();
    let content = study::content(db, id).await?;
    let mut shown = Vec::new();
    if seen.sees_minutes() {
        for m in minutes::versions(db, id).await?.into_iter().filter(|m| m.is_confirmed() || seen.sees_drafts()) {
            let said = minutes::said(db, id, m.version).await?.into_iter().map(|s| SaidJson { n: s.n, words: s.words });
            let said = said.collect();
            shown.push(MinutesJson { version: m.version, reason: m.reason, confirmed_at: m.confirmed_at, said });
        }
    }
    let sees_names = seen.sees_names;
    let items = content.items.into_iter().map(|i| ItemJson {
        topic: i.topic,
        minutes: u32::try_from(i.minutes).unwrap_or(0),
        who: if sees_names { i.who } else { String::new() },
        first: i.is_first,
    });
    let expected = if seen.sees_drafts() { Some(group(&a, &seen).await?) } else { None };
    let presenters = content.presenters.into_iter().map(|p| PresenterJson {
        person: p.person.filter(|_| sees_names),
        name: p.name,
        title: p.title,
    });
    Ok(Body(StudyJson {
        id,
        union: seen.study.union_id,
        activity: seen.study.activity,
        plan: seen.study.plan,
        topic: seen.study.topic,
        public: seen.study.is_public,
        revision: seen.study.revision,
        items: items.collect(),
        presenters: presenters.collect(),
        materials: content.materials.into_iter().map(|m| MaterialJson { title: m.title, href: m.href }).collect(),
        files: files::attached(db, id).await?.into_iter().map(|f| super::materials::json(id, f)).collect(),
        minutes: shown,
        expected,
    }))
}

async fn group(a: &Activities, seen: &sight_study::StudySeen) -> store::Outcome<Vec<ExpectedJson>> {
    let (db, mut came) = (a.store().read(), Vec::new());
    if let Some(session) = &seen.session {
        came = attendance::of(db, session.id).await?;
    }
    let state = |e: &expected::Expected| match (&seen.session, e.on_leave) {
        _ if came.iter().any(|c| c.ordinal == e.ordinal) => "there",
        (_, true) => "leave",
        (Some(_), false) => "missing",
        (None, false) => "expected",
    };
    let group = expected::of(db, seen.study.id).await?;
    Ok(group.iter().map(|e| ExpectedJson { person: e.person, state: state(e).to_owned() }).collect())
}

/// Says who is expected, and who of them is on leave; before the meeting or after it.
#[utoipa::path(post, path = "/api/v1/studies/{id}/expected", tag = "activities", operation_id = "studies_expect",
    params(("id" = Uuid, Path)), request_body = ExpectBody,
    responses((status = 200, body = StudyJson), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn expect(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<ExpectBody>,
) -> Result<Body<StudyJson>, Failed> {
    verbs::expect::expect(&a, &scope, &ask.actor(), id, (&body.people, &body.leave), &body.revision.to_string()).await?;
    get(State(a), scope, Path(id)).await
}

/// Begins the content of a meeting; asked again it is the same.
#[utoipa::path(post, path = "/api/v1/activities/{id}/meetings/{meeting}/study", tag = "activities",
    operation_id = "studies_prepare_meeting", params(("id" = Uuid, Path), ("meeting" = Uuid, Path)),
    responses((status = 200, body = StudyJson), (status = 403), (status = 404)))]
pub(crate) async fn prepare_meeting(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path((activity, meeting)): Path<(Uuid, Uuid)>,
) -> Result<Body<StudyJson>, Failed> {
    let id = prepare_study(&a, &scope, &ask.actor(), About::Meeting { activity, meeting }).await?;
    get(State(a), scope, Path(id)).await
}

/// Begins the content of a session that nobody announced.
#[utoipa::path(post, path = "/api/v1/sessions/{id}/study", tag = "activities", operation_id = "studies_prepare_session",
    params(("id" = Uuid, Path)), responses((status = 200, body = StudyJson), (status = 403), (status = 404)))]
pub(crate) async fn prepare_session(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
) -> Result<Body<StudyJson>, Failed> {
    let id = prepare_study(&a, &scope, &ask.actor(), About::Session(id)).await?;
    get(State(a), scope, Path(id)).await
}

#[utoipa::path(post, path = "/api/v1/studies/{id}", tag = "activities", operation_id = "studies_arrange", params(("id" = Uuid, Path)),
    request_body = ArrangeBody, responses((status = 200, body = StudyJson), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn arrange(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<ArrangeBody>,
) -> Result<Body<StudyJson>, Failed> {
    let first = body.items.iter().position(|i| i.first).map(|at| (at + 1).to_string()).unwrap_or_default();
    let minutes = |n: u32| if n == 0 { String::new() } else { n.to_string() };
    let form = Arrangement {
        topic: body.plan.map(|plan| format!("{plan}:{}", body.topic)).unwrap_or_default(),
        chair: body.chair,
        is_public: body.public,
        items: body.items.into_iter().map(|i| [i.topic, minutes(i.minutes), i.who]).collect(),
        first,
        presenters: body.presenters.into_iter().map(|p| [p.name, p.title]).collect(),
        materials: body.materials.into_iter().map(|m| [m.title, m.href]).collect(),
        revision: body.revision.to_string(),
    };
    arrange_study(&a, &scope, &ask.actor(), id, &form).await?;
    get(State(a), scope, Path(id)).await
}

/// Writes the draft of the minutes, or begins a corrected version.
#[utoipa::path(post, path = "/api/v1/studies/{id}/minutes", tag = "activities", operation_id = "studies_minute",
    params(("id" = Uuid, Path)), request_body = MinuteBody,
    responses((status = 200, body = StudyJson), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn write(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<MinuteBody>,
) -> Result<Body<StudyJson>, Failed> {
    let words: Vec<(i32, String)> = body.said.into_iter().map(|s| (s.n, s.words)).collect();
    minute(&a, &scope, &ask.actor(), id, &words, &body.reason, &body.revision.to_string()).await?;
    get(State(a), scope, Path(id)).await
}

/// The chair confirms the draft.
#[utoipa::path(post, path = "/api/v1/studies/{id}/minutes/confirmation", tag = "activities", operation_id = "studies_confirm",
    params(("id" = Uuid, Path)), request_body = RevisionBody,
    responses((status = 200, body = StudyJson), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn confirm(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<RevisionBody>,
) -> Result<Body<StudyJson>, Failed> {
    confirm_minutes(&a, &scope, &ask.actor(), id, &body.revision.to_string()).await?;
    get(State(a), scope, Path(id)).await
}
