use axum::extract::State;
use organisation::{Power, Scope};
use serde::{Deserialize, Serialize};
use store::Fault;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Path, Query};

use crate::house::Membership;
use crate::rows::member::{self, MemberRow};
use crate::rules::person_form::PersonForm;
use crate::verbs::describe::{describe, verify};
use crate::verbs::enrol::enrol;
use crate::verbs::list_members::{MemberQuery, list_members, union_asked};
use crate::verbs::open_sealed::{Sealed, open_sealed};
use crate::verbs::reach::reach;
use crate::verbs::standing::transfer::receive_by_code;
use crate::verbs::standing::{lapse, report_death, retain};

/// A member as an officer of the union sees one; nothing sealed.
#[derive(Serialize, ToSchema)]
pub(crate) struct Member {
    person: Uuid,
    name: String,
    /// `f`, `m` or empty.
    sex: String,
    work: String,
    team: String,
    /// `full` or `retained`.
    standing: String,
    /// First day of the membership, `2026-11-18`.
    from: String,
    /// Signed in at least once.
    is_registered: bool,
    is_verified: bool,
}

/// One page of members.
#[derive(Serialize, ToSchema)]
pub(crate) struct Members {
    union: Uuid,
    /// How many match in all.
    total: i64,
    members: Vec<Member>,
}

/// Members of a union whose names may be seen, fifty a page.
#[utoipa::path(get, path = "/api/v1/members", tag = "membership", params(MemberQuery), responses((status = 200, body = Members), (status = 404)))]
pub(crate) async fn list(
    State(m): State<Membership>,
    scope: Scope,
    Query(query): Query<MemberQuery>,
) -> Result<axum::Json<Members>, Failed> {
    let (union, rows, total) = list_members(&m, &scope, &query).await?;
    Ok(axum::Json(Members { union: union.id, total, members: rows.into_iter().map(told).collect() }))
}

fn told(row: MemberRow) -> Member {
    Member {
        person: row.person,
        name: row.name,
        sex: row.sex,
        work: row.work,
        team: row.team,
        standing: row.standing,
        from: codes::Day(row.from_day).to_string(),
        is_registered: row.registered_at.is_some(),
        is_verified: row.verified_day.is_some(),
    }
}

/// A member of a union whose names may be seen; anybody else is not found.
#[derive(Serialize, ToSchema)]
pub(crate) struct MemberFile {
    #[serde(flatten)]
    member: Member,
    union: Uuid,
    birth_year: Option<i32>,
    has_phone: bool,
    has_id_number: bool,
}

#[utoipa::path(get, path = "/api/v1/members/{person}", tag = "membership", params(("person" = Uuid, Path)), responses((status = 200, body = MemberFile), (status = 404)))]
pub(crate) async fn get(
    State(m): State<Membership>,
    scope: Scope,
    Path(person): Path<Uuid>,
) -> Result<axum::Json<MemberFile>, Failed> {
    let reached = reach(&m, &scope, person).await?;
    let kept = member::kept(m.store().read(), person).await?.ok_or(Fault::NotFound)?;
    let p = reached.person;
    Ok(axum::Json(MemberFile {
        union: reached.union.id,
        birth_year: p.birth_year,
        has_phone: kept.has_phone,
        has_id_number: kept.has_id_number,
        member: Member {
            person,
            name: p.name,
            sex: p.sex,
            work: p.work,
            team: p.team,
            standing: reached.spell.standing,
            from: codes::Day(reached.spell.from_day).to_string(),
            is_registered: p.registered_at.is_some(),
            is_verified: p.verified_day.is_some(),
        },
    }))
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct At {
    union: String,
}

/// What was made.
#[derive(Serialize, ToSchema)]
pub(crate) struct Made {
    person: Uuid,
}

/// Enters a member who cannot do it himself.
#[utoipa::path(post, path = "/api/v1/members", tag = "membership", params(("union" = Option<Uuid>, Query)), request_body = PersonForm, responses((status = 200, body = Made), (status = 422)))]
pub(crate) async fn create(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Query(at): Query<At>,
    Json(form): Json<PersonForm>,
) -> Result<axum::Json<Made>, Failed> {
    let union = union_asked(&m, &scope, &at.union, Power::Enrol)?;
    Ok(axum::Json(Made { person: enrol(&m, &scope, &ask.actor(), union.id, &form).await? }))
}

/// Puts right what is kept of a member.
#[utoipa::path(put, path = "/api/v1/members/{person}", tag = "membership", params(("person" = Uuid, Path)), request_body = PersonForm, responses((status = 200, body = Made), (status = 404), (status = 422)))]
pub(crate) async fn update(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Path(person): Path<Uuid>,
    Json(form): Json<PersonForm>,
) -> Result<axum::Json<Made>, Failed> {
    describe(&m, &scope, &ask.actor(), person, &form).await?;
    Ok(axum::Json(Made { person }))
}

/// One of the acts that change how a membership goes on.
#[derive(Deserialize, Default, ToSchema)]
#[serde(default)]
pub(crate) struct Act {
    /// `retain`, `restore`, `talk`, `lapse`, `death` or `verify`.
    act: String,
    /// For `retain`: `retired`, `unemployed` or `bankrupt`.
    reason: String,
    /// For `talk`: the day of it; empty for today.
    day: String,
}

#[utoipa::path(post, path = "/api/v1/members/{person}/acts", tag = "membership", params(("person" = Uuid, Path)), request_body = Act, responses((status = 200, body = Made), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn act(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Path(person): Path<Uuid>,
    Json(sent): Json<Act>,
) -> Result<axum::Json<Made>, Failed> {
    let actor = &ask.actor();
    match sent.act.as_str() {
        "retain" => retain::retain(&m, &scope, actor, person, &sent.reason).await?,
        "restore" => retain::restore(&m, &scope, actor, person).await?,
        "talk" => lapse::note_talk(&m, &scope, actor, person, &sent.day).await?,
        "lapse" => lapse::lapse(&m, &scope, actor, person).await?,
        "death" => report_death::report_death(&m, &scope, actor, person).await?,
        "verify" => verify(&m, &scope, actor, person).await?,
        _ => return Err(Fault::field("act", "membership-act-missing").into()),
    }
    Ok(axum::Json(Made { person }))
}

/// Which sealed field: `phone` or `id_number`.
#[derive(Deserialize, Default, ToSchema)]
#[serde(default)]
pub(crate) struct Opening {
    field: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct Opened {
    value: Option<String>,
}

/// Opens one sealed field of a member; that it was opened is recorded.
#[utoipa::path(post, path = "/api/v1/members/{person}/open", tag = "membership", params(("person" = Uuid, Path)), request_body = Opening, responses((status = 200, body = Opened), (status = 404)))]
pub(crate) async fn open(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Path(person): Path<Uuid>,
    Json(sent): Json<Opening>,
) -> Result<axum::Json<Opened>, Failed> {
    let what = Sealed::from_name(&sent.field).ok_or(Fault::NotFound)?;
    Ok(axum::Json(Opened { value: open_sealed(&m, &scope, &ask.actor(), person, what).await? }))
}

/// A member at the counter, proved by the code on the member's own telephone.
#[derive(Deserialize, Default, ToSchema)]
#[serde(default)]
pub(crate) struct Received {
    phone: String,
    code: String,
}

#[utoipa::path(post, path = "/api/v1/members/receive", tag = "membership", params(("union" = Option<Uuid>, Query)), request_body = Received, responses((status = 200, body = Made), (status = 409), (status = 422)))]
pub(crate) async fn receive(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Query(at): Query<At>,
    Json(sent): Json<Received>,
) -> Result<axum::Json<Made>, Failed> {
    let union = union_asked(&m, &scope, &at.union, Power::Admit)?;
    let person = receive_by_code(&m, &scope, &ask.actor(), union.id, &sent.phone, &sent.code).await?;
    Ok(axum::Json(Made { person }))
}
