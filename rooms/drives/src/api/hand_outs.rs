use axum::Json as Body;
use axum::extract::State;
use axum::http::StatusCode;
use codes::Day;
use organisation::Scope;
use serde::{Deserialize, Serialize};
use store::Fault;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Path};

use crate::pages::received::MOST;
use crate::rows::hand_out::HandOut;
use crate::rows::{drive, hand_out, site};
use crate::rules::hand::{ByHead, ByName};
use crate::verbs::hand_out::HandedOut;
use crate::{Drives, sight, verbs};

/// What was handed out; the person's id only, nobody's name.
#[derive(Serialize, ToSchema)]
pub(crate) struct HandOutJson {
    pub id: Uuid,
    pub person: Option<Uuid>,
    /// To somebody who is no member, by name.
    pub is_guest: bool,
    pub heads: i64,
    pub pieces: i64,
    pub fen: i64,
    /// `open`, `screen`, `paper` or `heads`.
    pub signed: String,
    pub is_retracted: bool,
}

impl From<HandOut> for HandOutJson {
    fn from(h: HandOut) -> Self {
        Self {
            id: h.id,
            person: h.person,
            is_guest: h.guest.is_some(),
            heads: h.heads,
            pieces: h.pieces,
            fen: h.fen,
            is_retracted: h.is_retracted(),
            signed: h.signed,
        }
    }
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PiecesBody {
    pub good: String,
    pub pieces: u32,
}

#[derive(Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PeopleBody {
    /// Chosen by the device; sent twice, it is handed out once.
    pub form: String,
    pub people: Vec<String>,
    pub guests: Vec<String>,
    /// To each.
    pub pieces: Vec<PiecesBody>,
    /// `screen` (each signs afterwards) or `paper`.
    pub signing: String,
}

#[derive(Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct HeadsBody {
    pub form: String,
    pub heads: u32,
    /// To all together.
    pub pieces: Vec<PiecesBody>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct HandedJson {
    /// Empty where the same form came before.
    pub hand_outs: Vec<Uuid>,
}

#[derive(Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SignatureBody {
    /// Strokes `M12 30L13 31…` on a ground of 600 × 200; absent where it was signed on paper.
    pub path: Option<String>,
}

#[derive(Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RetractionBody {
    pub reason: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct ReceivedJson {
    pub id: Uuid,
    pub drive: Uuid,
    pub title: String,
    pub union: Uuid,
    pub day: String,
    pub pieces: i64,
    pub fen: i64,
}

type Site = Path<(Uuid, Uuid)>;

fn pieces(body: Vec<PiecesBody>) -> Vec<(String, String)> {
    body.into_iter().map(|p| (p.good, p.pieces.to_string())).collect()
}

fn handed(outcome: HandedOut) -> Body<HandedJson> {
    Body(HandedJson {
        hand_outs: match outcome {
            HandedOut::New(ids) => ids,
            HandedOut::Already => Vec::new(),
        },
    })
}

#[utoipa::path(get, path = "/api/v1/drives/{drive}/sites/{site}/hand-outs", tag = "drives", operation_id = "hand_outs_list",
    params(("drive" = Uuid, Path), ("site" = Uuid, Path)),
    responses((status = 200, body = Vec<HandOutJson>), (status = 403), (status = 404)))]
pub(crate) async fn list(State(d): State<Drives>, scope: Scope, Path((id, at)): Site) -> Result<Body<Vec<HandOutJson>>, Failed> {
    sight::kept(&d, &scope, id).await?;
    site::get(d.store().read(), id, at).await?.ok_or(Fault::NotFound)?;
    Ok(Body(hand_out::of_site(d.store().read(), id, at).await?.into_iter().map(Into::into).collect()))
}

#[utoipa::path(post, path = "/api/v1/drives/{drive}/sites/{site}/hand-outs", tag = "drives", operation_id = "hand_outs_people",
    params(("drive" = Uuid, Path), ("site" = Uuid, Path)), request_body = PeopleBody,
    responses((status = 200, body = HandedJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn people(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path((id, at)): Site,
    Json(body): Json<PeopleBody>,
) -> Result<Body<HandedJson>, Failed> {
    let form = ByName {
        form: body.form,
        people: body.people,
        guests: body.guests.join("\n"),
        pieces: pieces(body.pieces),
        signing: body.signing,
    };
    Ok(handed(verbs::hand_out::hand_out(&d, &scope, &ask.actor(), id, at, &form).await?))
}

#[utoipa::path(post, path = "/api/v1/drives/{drive}/sites/{site}/heads", tag = "drives", operation_id = "hand_outs_heads",
    params(("drive" = Uuid, Path), ("site" = Uuid, Path)), request_body = HeadsBody,
    responses((status = 200, body = HandedJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn heads(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path((id, at)): Site,
    Json(body): Json<HeadsBody>,
) -> Result<Body<HandedJson>, Failed> {
    let form = ByHead { form: body.form, heads: body.heads.to_string(), pieces: pieces(body.pieces) };
    Ok(handed(verbs::hand_out::hand_out_by_head(&d, &scope, &ask.actor(), id, at, &form).await?))
}

#[utoipa::path(post, path = "/api/v1/drives/{drive}/hand-outs/{hand_out}/signature", tag = "drives", operation_id = "hand_outs_sign",
    params(("drive" = Uuid, Path), ("hand_out" = Uuid, Path)), request_body = SignatureBody,
    responses((status = 204), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn sign(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path((id, of)): Site,
    Json(body): Json<SignatureBody>,
) -> Result<StatusCode, Failed> {
    verbs::sign::sign(&d, &scope, &ask.actor(), id, of, body.path.as_deref()).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(post, path = "/api/v1/drives/{drive}/hand-outs/{hand_out}/retraction", tag = "drives",
    operation_id = "hand_outs_retract", params(("drive" = Uuid, Path), ("hand_out" = Uuid, Path)),
    request_body = RetractionBody, responses((status = 204), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn retract(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path((id, of)): Site,
    Json(body): Json<RetractionBody>,
) -> Result<StatusCode, Failed> {
    verbs::retract::retract(&d, &scope, &ask.actor(), id, of, &body.reason).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(get, path = "/api/v1/me/received", tag = "drives", operation_id = "hand_outs_received",
    responses((status = 200, body = Vec<ReceivedJson>)))]
pub(crate) async fn received(State(d): State<Drives>, scope: Scope) -> Result<Body<Vec<ReceivedJson>>, Failed> {
    let db = d.store().read();
    let mut told = Vec::new();
    for h in hand_out::of_person(db, scope.person, MOST).await? {
        let (Some(from), Some(at)) = (drive::get(db, h.drive_id).await?, site::get(db, h.drive_id, h.site_id).await?) else {
            continue;
        };
        told.push(ReceivedJson {
            id: h.id,
            drive: h.drive_id,
            title: from.title,
            union: from.union_id,
            day: Day(at.day).to_string(),
            pieces: h.pieces,
            fen: h.fen,
        });
    }
    Ok(Body(told))
}
