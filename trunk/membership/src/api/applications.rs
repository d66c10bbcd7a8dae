//! Asking to join, the applicant's clock, the review queue.

use axum::Json as Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use organisation::Scope;
use serde::{Deserialize, Serialize};
use store::{Fault, FieldFault, Outcome};
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Path, Query};

use crate::house::Membership;
use crate::pages::sign_in::with_cookie;
use crate::rows::application::{Answers, Application, Which};
use crate::rows::sending::{self, Sending};
use crate::rules::join::JoinForm;
use crate::verbs::decide::Decision;
use crate::verbs::find_union::Candidate;
use crate::verbs::join::{CannotAsk, What};
use crate::verbs::send_on::SendOn;

/// Words to look for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Sought {
    words: String,
}

/// A request to join. Whoever is not signed in proves the telephone with `phone` and `code`, and is signed in by it.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct JoinBody {
    name: String,
    phone: String,
    code: String,
    /// A union to ask directly.
    union: Option<Uuid>,
    /// `employer` or `place`.
    via: String,
    employer: String,
    /// A `value` of `/api/v1/joining/employers`, where several match.
    employer_is: String,
    place: String,
    /// A `value` of `/api/v1/joining/places`, where several match.
    place_is: String,
    /// `takeaway`, `parcel`, `driver`, `domestic`, `factory`, `building`, `office`, `service`, `other`.
    work: Vec<String>,
    id_number: String,
    /// Separate consent to the ID number being kept.
    id_consent: bool,
}

/// What came of asking.
#[derive(Serialize, ToSchema)]
pub struct Joined {
    person: Uuid,
    application: Option<Uuid>,
    /// `asked`, `asked-before` (an application waits already) or `member-already`.
    outcome: &'static str,
}

/// An application with what the person wrote; the ID number is masked.
#[derive(Serialize, ToSchema)]
pub struct ApplicationJson {
    person: Uuid,
    id: Uuid,
    /// `join` or `transfer`.
    kind: String,
    union: Uuid,
    from_union: Option<Uuid>,
    /// Unix milliseconds.
    asked_at: i64,
    /// Last day for an answer, days since 1970-01-01.
    due_day: i32,
    /// `asked`, `returned`, `approved`, `refused` or `withdrawn`.
    state: String,
    question: String,
    reason: String,
    decided_at: Option<i64>,
    escalated: bool,
    name: String,
    employer: String,
    place: String,
    work: Vec<String>,
    id_number: Option<String>,
    words: String,
    replies: Vec<ReplyJson>,
    /// How it came to `union`, the latest way first; empty where it was asked for there.
    ways: Vec<WayJson>,
}

/// That a union handed an application on.
#[derive(Serialize, ToSchema)]
pub struct WayJson {
    from: Uuid,
    to: Uuid,
    reason: String,
    /// Unix milliseconds.
    at: i64,
}

/// A question and its answer.
#[derive(Serialize, ToSchema)]
pub struct ReplyJson {
    question: String,
    answer: String,
    /// Unix milliseconds.
    at: i64,
}

/// A page of applications.
#[derive(Serialize, ToSchema)]
pub struct ApplicationList {
    total: i64,
    applications: Vec<ApplicationJson>,
}

/// Which page of which applications: `asked` (default), `returned` or `decided`; pages of 50 count from 1.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Shown {
    show: String,
    page: String,
}

/// An answer to what was asked back.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct AnswerBody {
    answer: String,
}

/// A decision: `approve`, `return` (with a question), `refuse` (with a reason) or `send-on` (with a reason, to the `union` it
/// belongs to; an application to join only), on the state that was seen.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct DecisionBody {
    act: String,
    words: String,
    /// For `send-on`.
    union: Option<Uuid>,
    /// `asked` or `returned`.
    seen: String,
}

/// Applications to approve at once, at most 50.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ApprovalsBody {
    applications: Vec<OneApplication>,
}

/// Names one application.
#[derive(Deserialize, Serialize, ToSchema)]
pub struct OneApplication {
    person: Uuid,
    id: Uuid,
}

/// What came of approving many.
#[derive(Serialize, ToSchema)]
pub struct Approvals {
    approved: u32,
    /// Decided by somebody else a moment ago, or not within reach.
    missed: u32,
}

/// The applicant's number.
#[derive(Serialize, ToSchema)]
pub struct NumberJson {
    phone: String,
}

/// A union that owes answers.
#[derive(Serialize, ToSchema)]
pub struct OwedJson {
    union: Uuid,
    name: String,
    applications: i64,
    /// Days since 1970-01-01.
    oldest_due_day: i32,
}

/// Applications as they are told, each with its ways.
async fn told(m: &Membership, applications: Vec<Application>) -> Outcome<Vec<ApplicationJson>> {
    let mut people: Vec<Uuid> = applications.iter().map(|one| one.person).collect();
    people.sort_unstable();
    people.dedup();
    let ways = sending::of(m.store().read(), &people).await?;
    applications.into_iter().map(|one| json(m, one, &ways)).collect()
}

fn json(m: &Membership, one: Application, ways: &[Sending]) -> Outcome<ApplicationJson> {
    let ways = ways.iter().filter(|s| s.application == one.id);
    let ways = ways.map(|s| WayJson { from: s.from_union, to: s.to_union, reason: s.reason.clone(), at: s.sent_at });
    let Answers { name, employer, place, work, id_number, words, replies } = one.answers(m.store())?;
    Ok(ApplicationJson {
        person: one.person,
        id: one.id,
        kind: one.kind,
        union: one.union_id,
        from_union: one.from_union,
        asked_at: one.asked_at,
        due_day: one.due_day,
        state: one.state,
        question: one.question,
        reason: one.reason,
        decided_at: one.decided_at,
        escalated: one.escalated,
        name,
        employer,
        place,
        work,
        id_number: id_number.and_then(|n| codes::IdNumber::parse(&n).ok()).map(|n| n.masked()),
        words,
        replies: replies.into_iter().map(|r| ReplyJson { question: r.question, answer: r.answer, at: r.at }).collect(),
        ways: ways.collect(),
    })
}

/// Employers covered by a union whose names hold these words, with that union.
#[utoipa::path(get, path = "/api/v1/joining/employers", tag = "joining", operation_id = "joining_employers",
    params(("words" = String, Query)), responses((status = 200, body = [Candidate])))]
pub async fn employers(State(m): State<Membership>, Query(sought): Query<Sought>) -> Result<Body<Vec<Candidate>>, Failed> {
    Ok(Body(m.employers(&sought.words).await?))
}

/// Unions of streets, townships, counties and cities whose names hold these words.
#[utoipa::path(get, path = "/api/v1/joining/places", tag = "joining", operation_id = "joining_places",
    params(("words" = String, Query)), responses((status = 200, body = [Candidate])))]
pub async fn places(State(m): State<Membership>, Query(sought): Query<Sought>) -> Body<Vec<Candidate>> {
    Body(m.places(&sought.words))
}

#[utoipa::path(post, path = "/api/v1/applications", tag = "joining", operation_id = "application_ask",
    request_body = JoinBody, responses((status = 200, body = Joined), (status = 201, body = Joined), (status = 422), (status = 429)))]
pub async fn ask(State(m): State<Membership>, ask: Ask, Json(body): Json<JoinBody>) -> Result<Response, Failed> {
    if ask.signed_in.is_none() {
        m.web.limit_codes(ask.address)?;
    }
    let form = JoinForm {
        name: body.name,
        phone: body.phone,
        code: body.code,
        union: body.union.map(|u| u.to_string()).unwrap_or_default(),
        via: body.via,
        employer: body.employer,
        employer_is: body.employer_is,
        place: body.place,
        place_is: body.place_is,
        work: body.work,
        id_number: body.id_number,
        id_consent: if body.id_consent { "1".into() } else { String::new() },
    };
    let asked = m.join(&form, &ask).await.map_err(|cannot| match cannot {
        CannotAsk::Unclear(unclear) => Fault::Invalid(unclear.faults),
        CannotAsk::Fault(fault) => fault,
    })?;
    let (status, outcome) = match asked.what {
        What::Asked => (StatusCode::CREATED, "asked"),
        What::AskedBefore => (StatusCode::OK, "asked-before"),
        What::MemberAlready => (StatusCode::OK, "member-already"),
    };
    let answer = (status, Body(Joined { person: asked.person, application: asked.application, outcome })).into_response();
    Ok(match &asked.cookie {
        Some(cookie) => with_cookie(answer, cookie)?,
        None => answer,
    })
}

#[utoipa::path(get, path = "/api/v1/me/applications", tag = "joining", operation_id = "applications_own",
    responses((status = 200, body = [ApplicationJson]), (status = 401)))]
pub async fn own(State(m): State<Membership>, ask: Ask) -> Result<Body<Vec<ApplicationJson>>, Failed> {
    let own = m.own_applications(&ask).await?;
    Ok(Body(told(&m, own).await?))
}

#[utoipa::path(post, path = "/api/v1/me/applications/{application}/answer", tag = "joining", operation_id = "application_answer",
    params(("application" = Uuid, Path)), request_body = AnswerBody,
    responses((status = 204), (status = 401), (status = 404), (status = 409), (status = 422)))]
pub async fn answer(
    State(m): State<Membership>,
    ask: Ask,
    Path(id): Path<Uuid>,
    Json(body): Json<AnswerBody>,
) -> Result<StatusCode, Failed> {
    m.answer(&ask, id, &body.answer).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(post, path = "/api/v1/me/applications/{application}/withdrawal", tag = "joining", operation_id = "application_withdraw",
    params(("application" = Uuid, Path)), responses((status = 204), (status = 401), (status = 404), (status = 409)))]
pub async fn withdraw(State(m): State<Membership>, ask: Ask, Path(id): Path<Uuid>) -> Result<StatusCode, Failed> {
    m.withdraw(&ask, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Applications the reader's posts decide on, the most urgent first.
#[utoipa::path(get, path = "/api/v1/applications", tag = "joining", operation_id = "applications_list",
    params(("show" = Option<String>, Query), ("page" = Option<i64>, Query)),
    responses((status = 200, body = ApplicationList), (status = 403)))]
pub async fn list(
    State(m): State<Membership>,
    scope: Scope,
    Query(shown): Query<Shown>,
) -> Result<Body<ApplicationList>, Failed> {
    let which = match shown.show.as_str() {
        "returned" => Which::Returned,
        "decided" => Which::Decided,
        _ => Which::Asked,
    };
    let page = shown.page.parse::<i64>().unwrap_or(1).clamp(1, 1_000_000);
    let (found, total) = m.applications(&scope, which, (page - 1) * 50, 50).await?;
    Ok(Body(ApplicationList { total, applications: told(&m, found).await? }))
}

#[utoipa::path(get, path = "/api/v1/applications/{person}/{application}", tag = "joining", operation_id = "application_get",
    params(("person" = Uuid, Path), ("application" = Uuid, Path)),
    responses((status = 200, body = ApplicationJson), (status = 403), (status = 404), (status = 409, description = "sent on")))]
pub async fn get(
    State(m): State<Membership>,
    scope: Scope,
    Path((person, id)): Path<(Uuid, Uuid)>,
) -> Result<Body<ApplicationJson>, Failed> {
    let one = m.application(&scope, person, id).await?;
    let ways = sending::of(m.store().read(), &[person]).await?;
    Ok(Body(json(&m, one, &ways)?))
}

#[utoipa::path(post, path = "/api/v1/applications/{person}/{application}/decision", tag = "joining", operation_id = "application_decide",
    params(("person" = Uuid, Path), ("application" = Uuid, Path)), request_body = DecisionBody,
    responses((status = 204), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn decide(
    State(m): State<Membership>,
    ask: Ask,
    scope: Scope,
    Path((person, id)): Path<(Uuid, Uuid)>,
    Json(body): Json<DecisionBody>,
) -> Result<StatusCode, Failed> {
    // Outside the scope there is nothing to be told about, not even a mistake in the body.
    m.application(&scope, person, id).await?;
    if body.act == "send-on" {
        let to = body.union.ok_or_else(|| FieldFault::new("union", "membership-send-on-which"));
        m.send_on(&scope, &ask.actor(), (person, id), &body.seen, &SendOn::read(to, &body.words)?).await?;
        return Ok(StatusCode::NO_CONTENT);
    }
    let decision = Decision::read(&body.act, &body.words)?;
    m.decide(&scope, &ask.actor(), person, id, &body.seen, &decision).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(post, path = "/api/v1/applications/approvals", tag = "joining", operation_id = "applications_approve",
    request_body = ApprovalsBody, responses((status = 200, body = Approvals), (status = 403), (status = 422)))]
pub async fn approve(
    State(m): State<Membership>,
    ask: Ask,
    scope: Scope,
    Json(body): Json<ApprovalsBody>,
) -> Result<Body<Approvals>, Failed> {
    let named: Vec<(Uuid, Uuid)> = body.applications.iter().map(|one| (one.person, one.id)).collect();
    let (approved, missed) = m.approve_all(&scope, &ask.actor(), &named).await?;
    Ok(Body(Approvals { approved, missed }))
}

/// The applicant's number; that it was looked at is recorded.
#[utoipa::path(post, path = "/api/v1/applications/{person}/{application}/phone", tag = "joining", operation_id = "application_phone",
    params(("person" = Uuid, Path), ("application" = Uuid, Path)),
    responses((status = 200, body = NumberJson), (status = 403), (status = 404), (status = 409, description = "sent on")))]
pub async fn phone(
    State(m): State<Membership>,
    ask: Ask,
    scope: Scope,
    Path((person, id)): Path<(Uuid, Uuid)>,
) -> Result<Body<NumberJson>, Failed> {
    Ok(Body(NumberJson { phone: m.look_at_phone(&scope, &ask.actor(), person, id).await? }))
}

/// Unions directly below that owe answers: numbers and days, no names.
#[utoipa::path(get, path = "/api/v1/applications/overdue", tag = "joining", operation_id = "applications_overdue",
    responses((status = 200, body = [OwedJson]), (status = 403)))]
pub async fn overdue(State(m): State<Membership>, scope: Scope) -> Result<Body<Vec<OwedJson>>, Failed> {
    let owed = m.owed_below(&scope).await?;
    let json = |(name, o): (String, crate::Owed)| OwedJson {
        union: o.union_id,
        name,
        applications: o.n,
        oldest_due_day: o.oldest_due_day,
    };
    Ok(Body(owed.into_iter().map(json).collect()))
}
