//! What is one's own: shown to its person only.

use axum::Json as Body;
use axum::extract::State;
use organisation::Scope;
use serde::{Deserialize, Serialize};
use store::{Fault, Outcome};
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Path};

use crate::rows::part::Part;
use crate::rules::value::plain;
use crate::verbs::rank;
use crate::{Challenges, Joining, Measured, Noted, Ranking, sight, verbs};

/// A challenge for the one who may take part.
#[derive(Serialize, ToSchema)]
pub(crate) struct OwnJson {
    pub has_place: bool,
    /// The consent stands.
    pub joined: bool,
    pub ranked: bool,
    /// Centimetres; with a weight only.
    pub height: Option<String>,
    pub values: Vec<ValueJson>,
    /// Once the challenge is closed: whether the goal is reached.
    pub reached: Option<bool>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct ValueJson {
    /// `2026-12-02`.
    pub day: String,
    /// In the unit of the challenge: `78.6`.
    pub value: String,
    /// `self`, or `start` or `end` at the union's own scales.
    pub how: String,
}

/// The separate consent to the keeping of one's measurements.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ConsentBody {
    pub agrees: bool,
    /// Centimetres; for a weight.
    pub height: String,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MeasureBody {
    /// Chosen by the device: sent twice, it is one value.
    pub key: String,
    /// `2026-12-02`; empty for today.
    pub day: String,
    pub value: String,
}

/// How it ended.
#[derive(Serialize, ToSchema)]
pub(crate) struct MeasuredJson {
    /// `now` or `already`.
    pub outcome: String,
}

/// The number to show at the scales.
#[derive(Serialize, ToSchema)]
pub(crate) struct CodeJson {
    pub code: String,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RankingBody {
    pub nickname: String,
    pub team: String,
}

/// The ranking, for those who are in it; empty while fewer than five are.
#[derive(Serialize, ToSchema)]
pub(crate) struct RankingJson {
    pub places: Vec<RankedJson>,
    pub teams: Vec<RankedTeamJson>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct RankedJson {
    pub place: usize,
    pub nickname: String,
    pub team: Option<String>,
    /// Percent lost, or what was done altogether.
    pub score: String,
    /// The reader.
    pub you: bool,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct RankedTeamJson {
    pub name: String,
    pub members: i64,
    pub mean: String,
}

#[utoipa::path(get, path = "/api/v1/challenges/{id}/me", tag = "challenges", operation_id = "challenges_own",
    params(("id" = Uuid, Path)), responses((status = 200, body = OwnJson), (status = 404)))]
pub(crate) async fn get(State(c): State<Challenges>, scope: Scope, Path(id): Path<Uuid>) -> Result<Body<OwnJson>, Failed> {
    Ok(Body(own(&c, &scope, id).await?))
}

async fn own(c: &Challenges, scope: &Scope, id: Uuid) -> Outcome<OwnJson> {
    let own = sight::own(c, scope, id).await?;
    let goal = own.challenge.goal();
    let how = |day: codes::Day| own.on(day).map(|m| m.how.clone()).unwrap_or_default();
    let values = own.course.points.iter().map(|p| ValueJson { day: p.day.to_string(), value: plain(p.value), how: how(p.day) });
    Ok(OwnJson {
        has_place: own.has_place,
        joined: own.has_joined(),
        ranked: own.part.as_ref().is_some_and(Part::is_ranked),
        height: own.height.map(|mm| plain(mm * 10)),
        reached: (own.challenge.is_closed() && own.has_joined())
            .then(|| own.course.is_finished(goal) && own.course.reached(goal)),
        values: values.collect(),
    })
}

#[utoipa::path(post, path = "/api/v1/challenges/{id}/me/consent", tag = "challenges", operation_id = "challenges_join",
    params(("id" = Uuid, Path)), request_body = ConsentBody,
    responses((status = 200, body = OwnJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn join(
    State(c): State<Challenges>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<ConsentBody>,
) -> Result<Body<OwnJson>, Failed> {
    let joining = Joining { agrees: body.agrees, height: body.height };
    verbs::consent::join(&c, &scope, &ask.actor(), id, &joining).await?;
    Ok(Body(own(&c, &scope, id).await?))
}

/// Takes the consent back; everything measured is erased at once.
#[utoipa::path(post, path = "/api/v1/challenges/{id}/me/withdrawal", tag = "challenges", operation_id = "challenges_withdraw",
    params(("id" = Uuid, Path)), responses((status = 200, body = OwnJson), (status = 404)))]
pub(crate) async fn withdraw(
    State(c): State<Challenges>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
) -> Result<Body<OwnJson>, Failed> {
    verbs::withdraw::withdraw(&c, &scope, &ask.actor(), id).await?;
    Ok(Body(own(&c, &scope, id).await?))
}

#[utoipa::path(post, path = "/api/v1/challenges/{id}/me/measurements", tag = "challenges", operation_id = "challenges_measure",
    params(("id" = Uuid, Path)), request_body = MeasureBody,
    responses((status = 200, body = MeasuredJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn measure(
    State(c): State<Challenges>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<MeasureBody>,
) -> Result<Body<MeasuredJson>, Failed> {
    let noted = Noted { key: body.key, day: body.day, value: body.value };
    let outcome = match verbs::measure::measure(&c, &scope, &ask.actor(), id, &noted).await? {
        Measured::Now => "now",
        Measured::Already => "already",
    };
    Ok(Body(MeasuredJson { outcome: outcome.to_owned() }))
}

#[utoipa::path(post, path = "/api/v1/challenges/{id}/me/code", tag = "challenges", operation_id = "challenges_show_code",
    params(("id" = Uuid, Path)), responses((status = 200, body = CodeJson), (status = 404), (status = 409)))]
pub(crate) async fn show_code(
    State(c): State<Challenges>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
) -> Result<Body<CodeJson>, Failed> {
    Ok(Body(CodeJson { code: verbs::scales::show_code(&c, &scope, &ask.actor(), id).await? }))
}

#[utoipa::path(get, path = "/api/v1/challenges/{id}/ranking", tag = "challenges", operation_id = "challenges_ranking",
    params(("id" = Uuid, Path)), responses((status = 200, body = RankingJson), (status = 404)))]
pub(crate) async fn ranking(
    State(c): State<Challenges>,
    scope: Scope,
    Path(id): Path<Uuid>,
) -> Result<Body<RankingJson>, Failed> {
    let own = sight::own(&c, &scope, id).await?;
    if !own.takes_part() {
        return Err(Fault::NotFound.into());
    }
    let board = rank::board(&c, &scope, &own.challenge).await?;
    let score = |score: i64| if own.challenge.is_weight() { plain(score * 10) } else { plain(score) };
    Ok(Body(RankingJson {
        places: board
            .places
            .iter()
            .map(|p| RankedJson {
                place: p.place,
                nickname: p.runner.nickname.clone(),
                team: p.runner.team.clone(),
                score: score(p.runner.score),
                you: p.runner.who == scope.person,
            })
            .collect(),
        teams: board
            .teams
            .iter()
            .map(|t| RankedTeamJson { name: t.name.clone(), members: t.members, mean: score(t.mean) })
            .collect(),
    }))
}

#[utoipa::path(post, path = "/api/v1/challenges/{id}/ranking", tag = "challenges", operation_id = "challenges_enter_ranking",
    params(("id" = Uuid, Path)), request_body = RankingBody,
    responses((status = 200, body = OwnJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn enter_ranking(
    State(c): State<Challenges>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<RankingBody>,
) -> Result<Body<OwnJson>, Failed> {
    let ranking = Ranking { nickname: body.nickname, team: body.team };
    rank::enter_ranking(&c, &scope, &ask.actor(), id, &ranking).await?;
    Ok(Body(own(&c, &scope, id).await?))
}

#[utoipa::path(post, path = "/api/v1/challenges/{id}/ranking/leaving", tag = "challenges", operation_id = "challenges_leave_ranking",
    params(("id" = Uuid, Path)), responses((status = 200, body = OwnJson), (status = 404), (status = 409)))]
pub(crate) async fn leave_ranking(
    State(c): State<Challenges>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
) -> Result<Body<OwnJson>, Failed> {
    rank::leave_ranking(&c, &scope, &ask.actor(), id).await?;
    Ok(Body(own(&c, &scope, id).await?))
}
