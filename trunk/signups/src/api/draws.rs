use axum::Json as Body;
use axum::extract::State;
use organisation::Scope;
use serde::{Deserialize, Serialize};
use store::Outcome;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Fault, Json, Path};

use crate::rows::draw;
use crate::rows::seal::{self, Lapse, Witness};
use crate::rules::seal::{Stage, stage};
use crate::{Asking, Renewal, Signups};

/// A draw as everybody may know it. All instants are unix milliseconds, all hashes hexadecimal.
#[derive(Serialize, ToSchema)]
pub(crate) struct DrawJson {
    pub allotment: Uuid,
    /// `public`: a public number decides; `sealed`: seeds that witnesses seal.
    pub way: &'static str,
    /// `waiting` for the public number, `sealing`, `opening`, `ready` to be held, `lapsed` (fewer than two sealed or opened: it is
    /// prepared anew), `held` or `cancelled`.
    pub stage: &'static str,
    /// Of the seed that the house made at opening.
    pub commitment: String,
    /// Which public number, in words; empty where seals decide.
    pub named: String,
    /// When it falls; of seals, until when they are opened.
    pub falls_at: i64,
    /// Of seals, until when they are taken.
    pub seal_until: Option<i64>,
    /// When the list was frozen, how many stand in it, and its hash.
    pub frozen_at: Option<i64>,
    pub entrants: i64,
    pub list: Option<String>,
    /// The public number as it was published.
    pub value: Option<String>,
    pub held_at: Option<i64>,
    /// Of the present round.
    pub witnesses: Vec<WitnessJson>,
    /// Rounds that came to nothing, in order.
    pub lapses: Vec<LapseJson>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct WitnessJson {
    /// His number, from 1; with `capacity` it is how the record names him.
    pub n: i32,
    pub capacity: String,
    /// For everybody, where he agreed to that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    pub asked_at: i64,
    /// He will not; he may still seal until the hour for it is over.
    pub refused_at: Option<i64>,
    pub commitment: Option<String>,
    pub sealed_at: Option<i64>,
    pub opened_at: Option<i64>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct LapseJson {
    pub round: i32,
    /// `seals`: too few sealed; `openings`: too few opened.
    pub why: String,
    pub commitment: String,
    pub sealed: i32,
    pub opened: i32,
    pub lapsed_at: i64,
}

/// What is asked of the witness who reads it.
#[derive(Serialize, ToSchema)]
pub(crate) struct OwnWitnessJson {
    pub witness: WitnessJson,
    /// As in the draw.
    pub stage: &'static str,
    pub seal_until: i64,
    pub open_until: i64,
}

/// Somebody who is to witness.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WitnessBody {
    /// Mobile number of somebody registered.
    pub phone: String,
    /// In which capacity: `职工代表`. Stands in the public record; no name.
    pub capacity: String,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SealBody {
    /// What the seed is made of: 16 to 200 signs that nobody guesses. The house keeps nothing of them; the witness needs them again
    /// to open.
    pub words: String,
    /// His name may stand on the public page.
    pub named: bool,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OpeningBody {
    /// The words it was sealed with; spaces, hyphens and capitals do not count.
    pub words: String,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct HoldBody {
    /// The public number as it was published; empty where seals decide.
    pub value: String,
}

/// How a draw that came to nothing is decided now; times as `2026-11-20T18:00`.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RenewalBody {
    /// `public` or `sealed`.
    pub way: String,
    /// Of a public number: which, in words, and when it falls.
    pub named: String,
    pub falls_at: String,
    /// Of sealed seeds: until when they are sealed, and opened.
    pub seal_until: String,
    pub open_until: String,
}

impl LapseJson {
    fn of(l: Lapse) -> Self {
        Self { round: l.round, why: l.why, commitment: l.commitment, sealed: l.sealed, opened: l.opened, lapsed_at: l.lapsed_at }
    }
}

async fn witness(s: &Signups, w: &Witness) -> Outcome<WitnessJson> {
    let name = if w.is_named() { s.membership.greet(w.person).await?.map(|greeting| greeting.name) } else { None };
    Ok(WitnessJson {
        n: w.n,
        capacity: w.capacity.clone(),
        name,
        asked_at: w.asked_at,
        refused_at: w.refused_at,
        commitment: w.commitment.clone(),
        sealed_at: w.sealed_at,
        opened_at: w.opened_at,
    })
}

fn name_of(stage: Stage) -> &'static str {
    match stage {
        Stage::Sealing => "sealing",
        Stage::Opening => "opening",
        Stage::Ready => "ready",
        Stage::Lapsed(_) => "lapsed",
    }
}

async fn shown(s: &Signups, ask: &Ask, id: Uuid) -> Outcome<DrawJson> {
    let (db, a) = (s.store().read(), s.allotment(id).await?);
    let d = draw::get(db, id).await?.filter(|_| a.is_draw()).ok_or(Fault::NotFound)?;
    let of = seal::sealing(db, id).await?;
    let all = match &of {
        Some(of) => seal::witnesses(db, id, of.round).await?,
        None => Vec::new(),
    };
    let at = match &of {
        _ if d.is_held() => "held",
        _ if a.is_cancelled() => "cancelled",
        Some(of) => name_of(stage(of, &all, ask.now())),
        None if ask.now() >= d.falls_at => "ready",
        None => "waiting",
    };
    let mut witnesses = Vec::with_capacity(all.len());
    for w in &all {
        witnesses.push(witness(s, w).await?);
    }
    Ok(DrawJson {
        allotment: id,
        way: if of.is_some() { "sealed" } else { "public" },
        stage: at,
        commitment: d.commitment,
        named: d.named,
        falls_at: d.falls_at,
        seal_until: of.map(|of| of.seal_until),
        frozen_at: d.frozen_at,
        entrants: d.entrants,
        list: d.list,
        value: d.value.filter(|value| !value.is_empty()),
        held_at: d.held_at,
        witnesses,
        lapses: seal::lapses(db, id).await?.into_iter().map(LapseJson::of).collect(),
    })
}

async fn own_witness(s: &Signups, ask: &Ask, id: Uuid) -> Outcome<OwnWitnessJson> {
    let (db, person) = (s.store().read(), ask.person()?);
    let of = seal::sealing(db, id).await?.ok_or(Fault::NotFound)?;
    let all = seal::witnesses(db, id, of.round).await?;
    let w = all.iter().find(|w| w.person == person).ok_or(Fault::NotFound)?;
    let at = shown(s, ask, id).await?.stage;
    Ok(OwnWitnessJson { witness: witness(s, w).await?, stage: at, seal_until: of.seal_until, open_until: of.open_until })
}

#[utoipa::path(get, path = "/api/v1/draws/{allotment}", tag = "signups", operation_id = "signups_draw",
    params(("allotment" = Uuid, Path)), responses((status = 200, body = DrawJson), (status = 404)))]
pub(crate) async fn get(State(s): State<Signups>, ask: Ask, Path(id): Path<Uuid>) -> Result<Body<DrawJson>, Failed> {
    Ok(Body(shown(&s, &ask, id).await?))
}

#[utoipa::path(post, path = "/api/v1/signups/{allotment}/draw", tag = "signups", operation_id = "signups_draw_hold",
    params(("allotment" = Uuid, Path)), request_body = HoldBody,
    responses((status = 200, body = DrawJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn hold(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<HoldBody>,
) -> Result<Body<DrawJson>, Failed> {
    s.hold_draw(&scope, &ask.actor(), id, &body.value).await?;
    Ok(Body(shown(&s, &ask, id).await?))
}

#[utoipa::path(post, path = "/api/v1/signups/{allotment}/witnesses", tag = "signups", operation_id = "signups_witness_ask",
    params(("allotment" = Uuid, Path)), request_body = WitnessBody,
    responses((status = 200, body = DrawJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn ask_one(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<WitnessBody>,
) -> Result<Body<DrawJson>, Failed> {
    let asking = Asking { phone: body.phone, capacity: body.capacity };
    s.ask_witness(&scope, &ask.actor(), id, &asking).await?;
    Ok(Body(shown(&s, &ask, id).await?))
}

#[utoipa::path(post, path = "/api/v1/signups/{allotment}/draw/renewal", tag = "signups", operation_id = "signups_draw_renew",
    params(("allotment" = Uuid, Path)), request_body = RenewalBody,
    responses((status = 200, body = DrawJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn renew(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<RenewalBody>,
) -> Result<Body<DrawJson>, Failed> {
    let RenewalBody { way, named, falls_at, seal_until, open_until } = body;
    s.renew_draw(&scope, &ask.actor(), id, &Renewal { way, named, falls_at, seal_until, open_until }).await?;
    Ok(Body(shown(&s, &ask, id).await?))
}

#[utoipa::path(get, path = "/api/v1/draws/{allotment}/witness", tag = "signups", operation_id = "signups_witness",
    params(("allotment" = Uuid, Path)), responses((status = 200, body = OwnWitnessJson), (status = 404)))]
pub(crate) async fn own(State(s): State<Signups>, ask: Ask, Path(id): Path<Uuid>) -> Result<Body<OwnWitnessJson>, Failed> {
    Ok(Body(own_witness(&s, &ask, id).await?))
}

#[utoipa::path(post, path = "/api/v1/draws/{allotment}/witness/seal", tag = "signups", operation_id = "signups_witness_seal",
    params(("allotment" = Uuid, Path)), request_body = SealBody,
    responses((status = 200, body = OwnWitnessJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn seal_one(
    State(s): State<Signups>,
    ask: Ask,
    Path(id): Path<Uuid>,
    Json(body): Json<SealBody>,
) -> Result<Body<OwnWitnessJson>, Failed> {
    s.seal(&ask.actor(), id, ask.person()?, &body.words, body.named).await?;
    Ok(Body(own_witness(&s, &ask, id).await?))
}

#[utoipa::path(post, path = "/api/v1/draws/{allotment}/witness/opening", tag = "signups", operation_id = "signups_witness_open",
    params(("allotment" = Uuid, Path)), request_body = OpeningBody,
    responses((status = 200, body = OwnWitnessJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn open_one(
    State(s): State<Signups>,
    ask: Ask,
    Path(id): Path<Uuid>,
    Json(body): Json<OpeningBody>,
) -> Result<Body<OwnWitnessJson>, Failed> {
    s.open_seal(&ask.actor(), id, ask.person()?, &body.words).await?;
    Ok(Body(own_witness(&s, &ask, id).await?))
}

#[utoipa::path(post, path = "/api/v1/draws/{allotment}/witness/refusal", tag = "signups", operation_id = "signups_witness_refuse",
    params(("allotment" = Uuid, Path)), responses((status = 200, body = OwnWitnessJson), (status = 404), (status = 409)))]
pub(crate) async fn refuse(State(s): State<Signups>, ask: Ask, Path(id): Path<Uuid>) -> Result<Body<OwnWitnessJson>, Failed> {
    s.refuse_to_witness(&ask.actor(), id, ask.person()?).await?;
    Ok(Body(own_witness(&s, &ask, id).await?))
}
