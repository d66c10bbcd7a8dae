use axum::Json as Body;
use axum::extract::State;
use organisation::Scope;
use serde::{Deserialize, Serialize};
use store::Outcome;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Path};

use crate::rows::challenge::Challenge;
use crate::rows::{figure, part};
use crate::rules::value::plain;
use crate::{Announced, Challenges, Count, Draft, Figure, Weighed, sight, verbs};

/// A challenge as everybody it is shown to may read it.
#[derive(Serialize, ToSchema)]
pub(crate) struct ChallengeJson {
    pub id: Uuid,
    pub union: Uuid,
    pub title: String,
    /// `weight`, `steps`, `distance` or `custom`.
    pub kind: String,
    /// The host's word for the unit of a kind of its own.
    pub unit: String,
    pub summary: String,
    pub advice: String,
    /// `2026-12-02`, both included.
    pub from: String,
    pub last: String,
    /// `daily`, `weekly` or `ends`.
    pub rhythm: String,
    /// Start and end are measured at the union's own scales.
    pub at_scales: bool,
    /// `loss` (`least` percent of the first weight), `daily` (`least` on `days` days) or `total` (`least` altogether).
    pub goal: String,
    pub least: String,
    pub days: i32,
    pub teams: bool,
    /// `subtree` or `members`.
    pub who: String,
    /// Its places, under `/api/v1/signups/{allotment}`.
    pub allotment: Uuid,
    /// `open`, `closed` or `cancelled`.
    pub state: String,
    /// Why it was called off.
    pub reason: String,
    /// Goes back with a change.
    pub revision: i32,
    /// For whoever runs it: how many take part now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub joined: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupJson>,
}

/// Figures of the whole group at the moment they were last reckoned; nothing with fewer than five people behind it.
#[derive(Serialize, ToSchema)]
pub(crate) struct GroupJson {
    /// Unix milliseconds.
    pub taken_at: i64,
    pub parts: i64,
    pub measured: i64,
    /// Rounded, in the unit of the challenge; for a weight what was lost altogether.
    pub total: Option<String>,
    pub behind: Option<i64>,
    pub finished: Option<i64>,
    /// `exact`, `at-least`, `fewer` (than five) or `hidden`; absent before the end.
    pub reached_how: Option<String>,
    pub reached: Option<i64>,
}

impl From<&Figure> for GroupJson {
    fn from(f: &Figure) -> Self {
        Self {
            taken_at: f.taken_at,
            parts: f.parts,
            measured: f.measured,
            total: f.total.map(plain),
            behind: f.behind,
            finished: f.finished,
            reached_how: f.reached().map(|_| f.reached_how.clone()),
            reached: match f.reached() {
                Some(Count::Exact(n) | Count::AtLeast(n)) => Some(n),
                _ => None,
            },
        }
    }
}

impl From<&Challenge> for ChallengeJson {
    fn from(it: &Challenge) -> Self {
        Self {
            id: it.id,
            union: it.union_id,
            title: it.title.clone(),
            kind: it.kind.clone(),
            unit: it.unit.clone(),
            summary: it.summary.clone(),
            advice: it.advice.clone(),
            from: it.from().to_string(),
            last: it.last().to_string(),
            rhythm: it.rhythm.clone(),
            at_scales: it.at_scales,
            goal: it.goal.clone(),
            least: if it.goal == "loss" { plain(it.least * 10) } else { plain(it.least) },
            days: it.days,
            teams: it.teams,
            who: it.audience.clone(),
            allotment: it.allotment,
            state: it.state.clone(),
            reason: it.reason.clone(),
            revision: it.revision,
            joined: None,
            group: None,
        }
    }
}

/// A challenge to be announced; texts and numbers as in the form. Times are `2026-12-02T19:00`, by the house's clock (UTC+08:00).
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ChallengeBody {
    /// The challenge's id, chosen by the sender: sent twice, it is announced once.
    pub key: String,
    pub union: String,
    pub title: String,
    pub kind: String,
    pub unit: String,
    pub summary: String,
    pub advice: String,
    pub from: String,
    pub last: String,
    pub rhythm: String,
    pub at_scales: bool,
    /// For a weight: percent of the first measurement.
    pub percent: String,
    /// For the others: `daily` or `total`.
    pub goal: String,
    pub least: String,
    pub days: u32,
    pub teams: bool,
    /// `subtree` or `members`.
    pub who: String,
    pub verified: bool,
    pub places: u64,
    /// `first`, `draw` by a public number, or `seals`: a draw by seeds that witnesses seal.
    pub policy: String,
    pub beacon_named: String,
    pub beacon_falls_at: String,
    pub opens_at: String,
    pub closes_at: String,
    pub withdraw_until: String,
    pub waits: bool,
}

impl ChallengeBody {
    fn draft(self) -> Draft {
        Draft {
            key: self.key,
            union: self.union,
            title: self.title,
            kind: self.kind,
            unit: self.unit,
            summary: self.summary,
            advice: self.advice,
            from: self.from,
            last: self.last,
            rhythm: self.rhythm,
            at_scales: self.at_scales,
            percent: self.percent,
            goal: self.goal,
            least: self.least,
            days: self.days.to_string(),
            teams: self.teams,
            who: self.who,
            verified: self.verified,
            places: self.places.to_string(),
            policy: self.policy,
            beacon_named: self.beacon_named,
            beacon_falls_at: self.beacon_falls_at,
            opens_at: self.opens_at,
            closes_at: self.closes_at,
            withdraw_until: self.withdraw_until,
            waits: self.waits,
        }
    }
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ChallengeDatesBody {
    /// `2026-12-02`; of one that has begun it stays as it is.
    pub from: String,
    pub last: String,
    /// The revision that was read.
    pub revision: u32,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ChallengeCancelBody {
    pub reason: String,
    pub revision: u32,
}

/// One value of the union's own scales, for the one whose number was shown. There is no way to read it back here.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WeighedBody {
    pub code: String,
    /// `start` or `end`.
    pub phase: String,
    pub value: String,
}

/// What the reader's own union and those above it have announced for him, and what he takes part in.
#[utoipa::path(get, path = "/api/v1/challenges", tag = "challenges", operation_id = "challenges_list",
    responses((status = 200, body = Vec<ChallengeJson>)))]
pub(crate) async fn list(State(c): State<Challenges>, ask: Ask) -> Result<Body<Vec<ChallengeJson>>, Failed> {
    let person = ask.person()?;
    let home = sight::home_of(&c, person).await?;
    let mut all = c.taken(person).await?;
    let running = match home {
        Some(home) => c.running(home).await?,
        None => [].into(),
    };
    for it in running.iter() {
        if sight::is_for(&c, it, home) && all.iter().all(|a| a.id != it.id) {
            all.push(it.clone());
        }
    }
    Ok(Body(all.iter().map(ChallengeJson::from).collect()))
}

#[utoipa::path(get, path = "/api/v1/challenges/{id}", tag = "challenges", operation_id = "challenges_get", params(("id" = Uuid, Path)),
    responses((status = 200, body = ChallengeJson), (status = 404)))]
pub(crate) async fn get(State(c): State<Challenges>, scope: Scope, Path(id): Path<Uuid>) -> Result<Body<ChallengeJson>, Failed> {
    Ok(Body(whole(&c, &scope, id).await?))
}

async fn whole(c: &Challenges, scope: &Scope, id: Uuid) -> Outcome<ChallengeJson> {
    let (it, db) = (sight::reach(c, scope, id).await?, c.store().read());
    let runs = sight::require_to_announce(scope, it.union_id).is_ok();
    let joined = if runs { Some(part::count_joined(db, id).await?) } else { None };
    let group = figure::last(db, id).await?.as_ref().map(GroupJson::from);
    Ok(ChallengeJson { joined, group, ..(&it).into() })
}

#[utoipa::path(post, path = "/api/v1/challenges", tag = "challenges", operation_id = "challenges_announce", request_body = ChallengeBody,
    responses((status = 200, body = ChallengeJson), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn announce(
    State(c): State<Challenges>,
    ask: Ask,
    scope: Scope,
    Json(body): Json<ChallengeBody>,
) -> Result<Body<ChallengeJson>, Failed> {
    let (Announced::New(id) | Announced::Already(id)) =
        verbs::announce::announce(&c, &scope, &ask.actor(), &body.draft()).await?;
    Ok(Body(whole(&c, &scope, id).await?))
}

#[utoipa::path(post, path = "/api/v1/challenges/{id}/dates", tag = "challenges", operation_id = "challenges_redate",
    params(("id" = Uuid, Path)), request_body = ChallengeDatesBody,
    responses((status = 200, body = ChallengeJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn redate(
    State(c): State<Challenges>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<ChallengeDatesBody>,
) -> Result<Body<ChallengeJson>, Failed> {
    let revision = body.revision.to_string();
    verbs::redate::redate(&c, &scope, &ask.actor(), id, (&body.from, &body.last), &revision).await?;
    Ok(Body(whole(&c, &scope, id).await?))
}

#[utoipa::path(post, path = "/api/v1/challenges/{id}/cancellation", tag = "challenges", operation_id = "challenges_cancel",
    params(("id" = Uuid, Path)), request_body = ChallengeCancelBody,
    responses((status = 200, body = ChallengeJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn cancel(
    State(c): State<Challenges>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<ChallengeCancelBody>,
) -> Result<Body<ChallengeJson>, Failed> {
    verbs::cancel::cancel(&c, &scope, &ask.actor(), id, &body.reason, &body.revision.to_string()).await?;
    Ok(Body(whole(&c, &scope, id).await?))
}

/// Ends a challenge whose last day is over and freezes its figures.
#[utoipa::path(post, path = "/api/v1/challenges/{id}/closing", tag = "challenges", operation_id = "challenges_close",
    params(("id" = Uuid, Path)), responses((status = 200, body = ChallengeJson), (status = 404), (status = 409)))]
pub(crate) async fn close(
    State(c): State<Challenges>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
) -> Result<Body<ChallengeJson>, Failed> {
    verbs::close::close(&c, &scope, &ask.actor(), id).await?;
    Ok(Body(whole(&c, &scope, id).await?))
}

#[utoipa::path(post, path = "/api/v1/challenges/{id}/scales", tag = "challenges", operation_id = "challenges_weigh",
    params(("id" = Uuid, Path)), request_body = WeighedBody,
    responses((status = 200, body = ChallengeJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn weigh(
    State(c): State<Challenges>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<WeighedBody>,
) -> Result<Body<ChallengeJson>, Failed> {
    let weighed = Weighed { code: body.code, phase: body.phase, value: body.value };
    verbs::scales::weigh(&c, &scope, &ask.actor(), id, &weighed).await?;
    Ok(Body(whole(&c, &scope, id).await?))
}
