use axum::extract::State;
use organisation::Scope;
use serde::{Deserialize, Serialize};
use store::Fault;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Path};

use crate::house::Membership;
use crate::verbs::card::{card, check_card};
use crate::verbs::own::correct::{Correction, change_phone, correct};
use crate::verbs::own::erase::erase;
use crate::verbs::own::take_away::take_away;
use crate::verbs::own::withdraw::withdraw;
use crate::verbs::secure::at_the_browser;
use crate::verbs::standing::{leave, transfer};

/// The code a card shows now.
#[derive(Serialize, ToSchema)]
pub(crate) struct CardCode {
    /// 8 symbols to read aloud.
    short: String,
    /// 24 symbols behind the drawing.
    long: String,
    /// Unix milliseconds; the code is good for a minute longer.
    until: i64,
}

#[utoipa::path(get, path = "/api/v1/me/card", tag = "membership", responses((status = 200, body = CardCode), (status = 404, description = "no member today")))]
pub(crate) async fn own_card(State(m): State<Membership>, ask: Ask) -> Result<axum::Json<CardCode>, Failed> {
    let card = card(&m, ask.person()?).await?.ok_or(Fault::NotFound)?;
    Ok(axum::Json(CardCode { short: card.short, long: card.long, until: card.until }))
}

/// What a shop learns from a card.
#[derive(Serialize, ToSchema)]
pub(crate) struct CardLook {
    valid: bool,
    since: Option<i32>,
    province: Option<String>,
}

/// Looks at a card; the answer to a bad code has the same shape.
#[utoipa::path(get, path = "/api/v1/cards/{code}", tag = "membership", params(("code" = String, Path)), responses((status = 200, body = CardLook), (status = 429)))]
pub(crate) async fn look(
    State(m): State<Membership>,
    ask: Ask,
    Path(code): Path<String>,
) -> Result<axum::Json<CardLook>, Failed> {
    ask.web.limit_codes(ask.address)?;
    let checked = check_card(&m, &code).await?;
    Ok(axum::Json(CardLook { valid: checked.valid, since: checked.since, province: checked.province }))
}

/// Everything kept of whoever asks, sealed fields opened; that it was opened is recorded.
#[utoipa::path(get, path = "/api/v1/me/data", tag = "membership", responses((status = 200, description = "lists by kind")))]
pub(crate) async fn data(State(m): State<Membership>, ask: Ask) -> Result<axum::Json<serde_json::Value>, Failed> {
    Ok(axum::Json(take_away(&m, &ask.actor(), ask.person()?, &ask.v).await?.json()))
}

/// Done; nothing more to say.
#[derive(Serialize, ToSchema)]
pub(crate) struct Done {
    done: bool,
}

const DONE: axum::Json<Done> = axum::Json(Done { done: true });

#[utoipa::path(put, path = "/api/v1/me/data", tag = "membership", request_body = Correction, responses((status = 200, body = Done), (status = 422)))]
pub(crate) async fn correct_data(
    State(m): State<Membership>,
    ask: Ask,
    Json(sent): Json<Correction>,
) -> Result<axum::Json<Done>, Failed> {
    correct(&m, &ask.actor(), ask.person()?, &sent).await?;
    Ok(DONE)
}

/// A new number and the one-time code sent to it.
#[derive(Deserialize, Default, ToSchema)]
#[serde(default)]
pub(crate) struct NewPhone {
    phone: String,
    code: String,
}

#[utoipa::path(put, path = "/api/v1/me/phone", tag = "membership", request_body = NewPhone, responses((status = 200, body = Done), (status = 422)))]
pub(crate) async fn phone(State(m): State<Membership>, ask: Ask, Json(sent): Json<NewPhone>) -> Result<axum::Json<Done>, Failed> {
    // The number is how somebody signs in: a token must not take it over.
    at_the_browser(&ask)?;
    change_phone(&m, &ask.actor(), ask.person()?, &sent.phone, &sent.code).await?;
    Ok(DONE)
}

#[utoipa::path(post, path = "/api/v1/me/consents/{consent}/withdraw", tag = "membership", params(("consent" = Uuid, Path)), responses((status = 200, body = Done), (status = 404)))]
pub(crate) async fn withdraw_consent(
    State(m): State<Membership>,
    ask: Ask,
    Path(id): Path<Uuid>,
) -> Result<axum::Json<Done>, Failed> {
    withdraw(&m, &ask.actor(), ask.person()?, id).await?;
    Ok(DONE)
}

/// Where to, and why.
#[derive(Deserialize, Default, ToSchema)]
#[serde(default)]
pub(crate) struct Wish {
    union: Uuid,
    words: String,
}

/// What was asked.
#[derive(Serialize, ToSchema)]
pub(crate) struct Asked {
    application: Uuid,
}

#[utoipa::path(post, path = "/api/v1/me/transfer", tag = "membership", request_body = Wish, responses((status = 200, body = Asked), (status = 409), (status = 422)))]
pub(crate) async fn ask_transfer(
    State(m): State<Membership>,
    ask: Ask,
    Json(sent): Json<Wish>,
) -> Result<axum::Json<Asked>, Failed> {
    let application = transfer::ask_transfer(&m, &ask.actor(), ask.person()?, sent.union, &sent.words).await?;
    Ok(axum::Json(Asked { application }))
}

#[utoipa::path(post, path = "/api/v1/me/leave", tag = "membership", responses((status = 200, body = Done), (status = 409)))]
pub(crate) async fn leave_union(State(m): State<Membership>, ask: Ask) -> Result<axum::Json<Done>, Failed> {
    leave::leave(m.store(), &ask.actor(), ask.person()?).await?;
    Ok(DONE)
}

/// The one-time code sent to the person's own telephone.
#[derive(Deserialize, Default, ToSchema)]
#[serde(default)]
pub(crate) struct Confirmed {
    code: String,
}

/// Deletes whoever asks; a browser's session only, never a token.
#[utoipa::path(post, path = "/api/v1/me/delete", tag = "membership", request_body = Confirmed, responses((status = 200, body = Done), (status = 409), (status = 422)))]
pub(crate) async fn delete(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Json(sent): Json<Confirmed>,
) -> Result<axum::Json<Done>, Failed> {
    at_the_browser(&ask)?;
    let proof = m.prove_phone(&m.own_phone(&ask).await?, &sent.code).await?;
    erase(&m, &scope, &ask.actor(), Some(&proof)).await?;
    Ok(DONE)
}
