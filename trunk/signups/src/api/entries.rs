use axum::Json as Body;
use axum::extract::State;
use organisation::{Power, Scope};
use serde::{Deserialize, Serialize};
use store::FieldFault;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Fault, Json, Path};

use super::shape::{ConsentJson, DecidedJson, EntryJson, EntryList, StandingEntryJson, StepJson};
use crate::rows::{consent, entry};
use crate::said::{name_of, say_refusal};
use crate::{Decided, Given, Signups, Wish};

/// Entries in one answer.
const SIZE: u64 = 500;

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EnterBody {
    /// A UUID chosen by the sender: sent twice, asked once.
    pub key: String,
    /// For how many people, oneself among them.
    pub heads: i32,
    /// Answers by the keys of the questions: texts, whole numbers, `true` or `false`, the key of a choice or a list of them.
    #[schema(value_type = Object)]
    pub answers: serde_json::Value,
    /// Consents, apart from signing up, that what is answered about health is used for it; without it those questions stay empty.
    pub health_consent: bool,
}

impl Default for EnterBody {
    fn default() -> Self {
        Self { key: String::new(), heads: 1, answers: serde_json::Value::Null, health_consent: false }
    }
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OfferBody {
    /// Takes the place that is offered; else it goes to the next in line.
    pub takes: bool,
}

#[utoipa::path(post, path = "/api/v1/signups/{allotment}/entries", tag = "signups", operation_id = "signups_enter",
    params(("allotment" = Uuid, Path)), request_body = EnterBody, responses((status = 200, body = DecidedJson), (status = 422)))]
pub(crate) async fn enter(
    State(s): State<Signups>,
    ask: Ask,
    Path(allotment): Path<Uuid>,
    Json(body): Json<EnterBody>,
) -> Result<Body<DecidedJson>, Failed> {
    let key = Uuid::try_parse(&body.key).map_err(|_| Fault::Invalid(vec![FieldFault::new("key", "signups-key-wrong")]))?;
    let person = ask.person()?;
    let given = Given::Json { answers: &body.answers, consents: body.health_consent };
    let answers = match s.read_answers(allotment, person, given).await {
        // That there is no such allotment is a refusal like others.
        Err(Fault::NotFound) => String::new(),
        answers => answers?,
    };
    let wish = Wish { allotment, person, key, heads: body.heads, answers, received_at: ask.now(), actor: ask.actor() };
    let shown = |result, e: &crate::Entry| DecidedJson { result, entry: Some(EntryJson::of(e)), reason: None, says: Vec::new() };
    Ok(Body(match s.enter(wish).await? {
        Decided::Entered(e) => shown("entered", &e),
        Decided::Already(e) => shown("already", &e),
        Decided::Refused(why) => DecidedJson {
            result: "refused",
            entry: None,
            reason: Some(name_of(&why)),
            says: say_refusal(&ask.v, s.federation(), &why),
        },
    }))
}

#[utoipa::path(get, path = "/api/v1/signups/{allotment}/entries/mine", tag = "signups", operation_id = "signups_mine",
    params(("allotment" = Uuid, Path)), responses((status = 200, body = StandingEntryJson), (status = 404)))]
pub(crate) async fn mine(State(s): State<Signups>, ask: Ask, Path(id): Path<Uuid>) -> Result<Body<StandingEntryJson>, Failed> {
    let e = s.entry_of(id, ask.person()?).await?.ok_or(Fault::NotFound)?;
    let ahead = if e.state == "waiting" { Some(s.ahead(&e).await?) } else { None };
    let steps = s.steps(id, e.number).await?;
    let answers = s.sheet(&*s.known(id).await?, &e).map(|(_, answers)| super::questions::by_key(&answers));
    let consents = consent::of(s.store().read(), id, e.number).await?;
    Ok(Body(StandingEntryJson {
        entry: EntryJson::of(&e),
        answers,
        health_consents: consents.iter().map(ConsentJson::of).collect(),
        ahead,
        steps: steps.iter().map(StepJson::of).collect(),
    }))
}

#[utoipa::path(delete, path = "/api/v1/signups/{allotment}/entries/mine/health-consent", tag = "signups",
    operation_id = "signups_withdraw_health_consent", params(("allotment" = Uuid, Path)),
    responses((status = 200, body = EntryJson), (status = 404)))]
pub(crate) async fn withdraw_consent(
    State(s): State<Signups>,
    ask: Ask,
    Path(id): Path<Uuid>,
) -> Result<Body<EntryJson>, Failed> {
    Ok(Body(EntryJson::of(&s.withdraw_health_consent(&ask.actor(), id, ask.person()?).await?)))
}

#[utoipa::path(delete, path = "/api/v1/signups/{allotment}/entries/mine", tag = "signups", operation_id = "signups_leave",
    params(("allotment" = Uuid, Path)), responses((status = 200, body = EntryJson), (status = 404), (status = 409)))]
pub(crate) async fn leave(State(s): State<Signups>, ask: Ask, Path(id): Path<Uuid>) -> Result<Body<EntryJson>, Failed> {
    Ok(Body(EntryJson::of(&s.leave(&ask.actor(), id, ask.person()?).await?)))
}

#[utoipa::path(post, path = "/api/v1/signups/{allotment}/offer", tag = "signups", operation_id = "signups_offer",
    params(("allotment" = Uuid, Path)), request_body = OfferBody,
    responses((status = 200, body = EntryJson), (status = 404), (status = 409)))]
pub(crate) async fn offer(
    State(s): State<Signups>,
    ask: Ask,
    Path(id): Path<Uuid>,
    Json(body): Json<OfferBody>,
) -> Result<Body<EntryJson>, Failed> {
    Ok(Body(EntryJson::of(&s.answer_offer(&ask.actor(), id, ask.person()?, body.takes).await?)))
}

#[utoipa::path(get, path = "/api/v1/signups/{allotment}/entries", tag = "signups", operation_id = "signups_entries",
    params(("allotment" = Uuid, Path)), responses((status = 200, body = EntryList), (status = 404)))]
pub(crate) async fn list(State(s): State<Signups>, scope: Scope, Path(id): Path<Uuid>) -> Result<Body<EntryList>, Failed> {
    scope.require(Power::Run, s.known(id).await?.allotment.union_id)?;
    let standing = ["placed", "offered", "waiting", "entered"];
    let entries = entry::in_states(s.store().read(), id, &standing, 0, SIZE).await?;
    Ok(Body(EntryList { items: entries.iter().map(EntryJson::of).collect() }))
}

#[utoipa::path(get, path = "/api/v1/me/signups", tag = "signups", operation_id = "signups_all_mine",
    responses((status = 200, body = EntryList)))]
pub(crate) async fn all_mine(State(s): State<Signups>, ask: Ask) -> Result<Body<EntryList>, Failed> {
    let entries = s.entries_of(ask.person()?).await?;
    Ok(Body(EntryList { items: entries.iter().map(EntryJson::of).collect() }))
}
