use axum::Json as Body;
use axum::extract::State;
use forms::{Answers, Published};
use organisation::{Power, Scope};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::Outcome;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Fault, Json, Path};

use super::shape::EntryJson;
use crate::pages::sums;
use crate::rows::{entry, sheets};
use crate::rules::asks::{AskBody, name_of, options, rows_of};
use crate::sheet::label;
use crate::sight::may_see_entrants;
use crate::verbs::take_health::HealthTaken;
use crate::{Given, Signups};

const STANDING: &[&str] = &["placed", "offered", "waiting", "entered"];

/// What is asked of whoever signs up.
#[derive(Serialize, ToSchema)]
pub(crate) struct QuestionsJson {
    /// 0 where nothing was ever asked. Goes back with a change.
    pub version: i32,
    pub questions: Vec<QuestionJson>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct QuestionJson {
    /// What the answer is sent under; it stays with the question through all versions.
    pub key: String,
    pub ask: String,
    /// `text`, `long`, `number`, `one`, `many` or `yes-no`.
    pub kind: &'static str,
    pub required: bool,
    pub choices: Vec<ChoiceJson>,
    /// `2=坐大巴`: asked only of those who answered the second question so; empty asks everybody.
    pub only: String,
    /// About health: answered only with `health_consent`.
    pub health: bool,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct ChoiceJson {
    pub key: String,
    pub label: String,
}

/// What is to be asked from now on; nothing asks nothing.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct QuestionsBody {
    /// The version that was read.
    pub version: i32,
    pub questions: Vec<AskBody>,
}

/// Answers by the keys of the questions: texts, whole numbers, `true` or `false`, the key of a choice or a list of them.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AnswersBody {
    #[schema(value_type = Object)]
    pub answers: Value,
    /// As when entering; without it, a consent given before is taken back with what was answered about health.
    pub health_consent: bool,
}

/// What those who stand there answered, for whoever may see their names.
#[derive(Serialize, ToSchema)]
pub(crate) struct AnswersJson {
    pub items: Vec<AnsweredJson>,
    /// Over those with a place or an offer, or before a draw over all who entered.
    pub sums: Vec<SumJson>,
    /// All answers were deleted at this instant (unix milliseconds), the time they were needed being over.
    pub forgotten_at: Option<i64>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct AnsweredJson {
    /// The queue number.
    pub number: i64,
    pub person: Uuid,
    pub state: String,
    /// To what is asked now; absent where it was not answered.
    #[schema(value_type = Option<Object>)]
    pub answers: Option<Value>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct SumJson {
    pub key: String,
    pub ask: String,
    /// Each choice with how often it was taken; for a number, its sum alone.
    pub counts: Vec<(String, i64)>,
}

/// `{"q1": "o2"}`.
pub(crate) fn by_key(answers: &Answers) -> Value {
    serde_json::from_str::<Value>(&answers.to_json()).map(|mut all| all["answers"].take()).unwrap_or_default()
}

fn shown(ask: &Ask, form: Option<&Published>, version: i32) -> QuestionsJson {
    let v = &ask.v;
    let rows = form.map(rows_of).unwrap_or_default();
    let all = form.into_iter().flat_map(|form| form.questions()).zip(rows).map(|(q, row)| QuestionJson {
        key: q.key.clone(),
        ask: label(v, &q.label).to_owned(),
        kind: name_of(&q.answer),
        required: q.required,
        choices: options(&q.answer)
            .iter()
            .map(|o| ChoiceJson { key: o.key.clone(), label: label(v, &o.label).to_owned() })
            .collect(),
        only: row.only,
        health: row.health,
    });
    QuestionsJson { version, questions: all.collect() }
}

#[utoipa::path(get, path = "/api/v1/signups/{allotment}/questions", tag = "signups", operation_id = "signups_questions",
    params(("allotment" = Uuid, Path)), responses((status = 200, body = QuestionsJson), (status = 404)))]
pub(crate) async fn get(State(s): State<Signups>, ask: Ask, Path(id): Path<Uuid>) -> Result<Body<QuestionsJson>, Failed> {
    let known = s.known(id).await?;
    Ok(Body(shown(&ask, known.asks.now(), known.asks.version())))
}

#[utoipa::path(put, path = "/api/v1/signups/{allotment}/questions", tag = "signups", operation_id = "signups_ask",
    params(("allotment" = Uuid, Path)), request_body = QuestionsBody,
    responses((status = 200, body = QuestionsJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn ask(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<QuestionsBody>,
) -> Result<Body<QuestionsJson>, Failed> {
    let rows: Vec<_> = body.questions.into_iter().map(Into::into).collect();
    s.ask(&scope, &ask.actor(), id, &rows, body.version).await?;
    get(State(s), ask, Path(id)).await
}

#[utoipa::path(put, path = "/api/v1/signups/{allotment}/entries/mine/answers", tag = "signups", operation_id = "signups_correct_answers",
    params(("allotment" = Uuid, Path)), request_body = AnswersBody,
    responses((status = 200, body = EntryJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn correct(
    State(s): State<Signups>,
    ask: Ask,
    Path(id): Path<Uuid>,
    Json(body): Json<AnswersBody>,
) -> Result<Body<EntryJson>, Failed> {
    let e = s
        .correct_answers(&ask.actor(), id, ask.person()?, Given::Json { answers: &body.answers, consents: body.health_consent })
        .await?;
    Ok(Body(EntryJson::of(&e)))
}

/// What was answered; without what is about health.
#[utoipa::path(get, path = "/api/v1/signups/{allotment}/answers", tag = "signups", operation_id = "signups_answers",
    params(("allotment" = Uuid, Path)), responses((status = 200, body = AnswersJson), (status = 404)))]
pub(crate) async fn answers(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
) -> Result<Body<AnswersJson>, Failed> {
    Ok(Body(answered(&s, &ask, &scope, id, false).await?))
}

/// What was answered, with what is about health; that it was asked for is put on record.
#[utoipa::path(post, path = "/api/v1/signups/{allotment}/answers", tag = "signups", operation_id = "signups_answers_with_health",
    params(("allotment" = Uuid, Path)), responses((status = 200, body = AnswersJson), (status = 404), (status = 409)))]
pub(crate) async fn with_health(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
) -> Result<Body<AnswersJson>, Failed> {
    s.take_health(&scope, &ask.actor(), id, HealthTaken::Exported).await?;
    Ok(Body(answered(&s, &ask, &scope, id, true).await?))
}

async fn answered(s: &Signups, ask: &Ask, scope: &Scope, id: Uuid, with_health: bool) -> Outcome<AnswersJson> {
    let known = s.known(id).await?;
    scope.require(Power::Run, known.allotment.union_id)?;
    // Whoever stands above learns how many there are, and what they answered as little as who they are.
    if !may_see_entrants(scope, known.allotment.union_id) {
        return Err(Fault::NotFound);
    }
    let entries = entry::in_states(s.store().read(), id, STANDING, 0, u64::MAX).await?;
    let shown = |form: &Published, answers: &Answers| {
        let mut all = by_key(answers);
        if let Some(all) = all.as_object_mut().filter(|_| !with_health) {
            all.retain(|key, _| form.question(key).is_some_and(|q| !q.sensitive));
        }
        all
    };
    let items = entries.iter().map(|e| {
        let answers = s.sheet_now(&known, e).map(|(form, answers)| shown(form, &answers));
        AnsweredJson { number: e.number, person: e.person, state: e.state.clone(), answers }
    });
    let a = &known.allotment;
    let states: &'static [&'static str] =
        if a.is_draw() && a.state == "standing" { &["entered"] } else { &["placed", "offered"] };
    let sums = sums::of(s, &ask.v, &known, states).await?;
    Ok(AnswersJson {
        items: items.collect(),
        forgotten_at: sheets::get(s.store().read(), id).await?.forgotten_at,
        sums: sums.into_iter().map(|sum| SumJson { key: sum.key, ask: sum.ask, counts: sum.counts }).collect(),
    })
}
