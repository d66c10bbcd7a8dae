//! Signing in, the reader's own account.

use axum::Json as Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use organisation::Scope;
use serde::{Deserialize, Serialize};
use store::Fault;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Path, session, token};

use crate::house::Membership;
use crate::pages::sign_in::with_cookie;
use crate::rules::join::read_phone;
use crate::rules::{device, totp};
use crate::verbs::make_token::NewToken;
use crate::verbs::secure::at_the_browser;

/// A mobile number of mainland China in any of the ways people write one.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct PhoneBody {
    phone: String,
}

/// What became of a code.
#[derive(Serialize, ToSchema)]
pub struct CodeSent {
    /// The code itself, in the demonstration only.
    code: Option<String>,
}

/// Number and one-time code.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct SignInBody {
    phone: String,
    code: String,
}

/// An officer's number, password and, where set up, the code of the authenticator application.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct DeskBody {
    phone: String,
    password: String,
    totp: String,
}

/// A session that was opened; its cookie is in the answer's head.
#[derive(Serialize, ToSchema)]
pub struct SessionOpened {
    person: Uuid,
}

/// Where the reader is signed in.
#[derive(Serialize, ToSchema)]
pub struct DeviceJson {
    session: Uuid,
    name: String,
    /// Unix milliseconds.
    opened_at: i64,
    seen_at: i64,
    is_this: bool,
}

/// The reader.
#[derive(Serialize, ToSchema)]
pub struct MeJson {
    person: Uuid,
    name: String,
    /// The union the reader is a member of today.
    union: Option<Uuid>,
    posts: Vec<PostHeld>,
    has_password: bool,
    has_totp: bool,
}

/// A post held today.
#[derive(Serialize, ToSchema)]
pub struct PostHeld {
    union: Uuid,
    /// `chair`, `officer` …
    office: String,
    with_subtree: bool,
}

/// A new password, proved by a one-time code to the reader's own telephone.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct PasswordBody {
    code: String,
    password: String,
    again: String,
}

/// A secret for an authenticator application; `offer` is sent back with the code it shows.
#[derive(Serialize, ToSchema)]
pub struct TotpOffer {
    offer: String,
    /// Base32, for typing in.
    secret: String,
    /// `otpauth://…`, for the drawing.
    address: String,
}

/// What the application shows for an offer, and a one-time code.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct TotpBody {
    offer: String,
    totp: String,
    code: String,
}

/// An API token as its owner sees it.
#[derive(Serialize, ToSchema)]
pub struct TokenJson {
    id: Uuid,
    label: String,
    powers: Vec<String>,
    /// Unix milliseconds.
    made_at: i64,
    ends_at: i64,
}

/// A token that is wanted: what for, which powers, for how many days (1 to 365).
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct TokenBody {
    label: String,
    powers: Vec<String>,
    days: i32,
}

/// A token's text, shown this once.
#[derive(Serialize, ToSchema)]
pub struct TokenMade {
    token: String,
}

#[utoipa::path(post, path = "/api/v1/codes", tag = "signing in", operation_id = "code_send",
    request_body = PhoneBody, responses((status = 202, body = CodeSent), (status = 422), (status = 429)))]
pub async fn send_code(State(m): State<Membership>, ask: Ask, Json(body): Json<PhoneBody>) -> Result<Response, Failed> {
    let (_, sent) = m.code_for(&body.phone, &ask).await?;
    Ok((StatusCode::ACCEPTED, Body(CodeSent { code: sent.shown })).into_response())
}

#[utoipa::path(post, path = "/api/v1/sign-ins", tag = "signing in", operation_id = "session_open",
    request_body = SignInBody, responses((status = 200, body = SessionOpened), (status = 422), (status = 429)))]
pub async fn sign_in(State(m): State<Membership>, ask: Ask, Json(body): Json<SignInBody>) -> Result<Response, Failed> {
    m.web.limit_codes(ask.address)?;
    let phone = read_phone(&body.phone).map_err(|f| Fault::Invalid(vec![f]))?;
    let opened = m.sign_in(&phone, &body.code, &ask).await?;
    Ok(with_cookie(Body(SessionOpened { person: opened.person }).into_response(), &opened.cookie)?)
}

#[utoipa::path(post, path = "/api/v1/sign-ins/desk", tag = "signing in", operation_id = "session_open_desk",
    request_body = DeskBody, responses((status = 200, body = SessionOpened), (status = 422), (status = 429)))]
pub async fn sign_in_desk(State(m): State<Membership>, ask: Ask, Json(body): Json<DeskBody>) -> Result<Response, Failed> {
    m.web.limit_codes(ask.address)?;
    let phone = read_phone(&body.phone).map_err(|f| Fault::Invalid(vec![f]))?;
    let opened = m.sign_in_desk(&phone, &body.password, &body.totp, &ask).await?;
    Ok(with_cookie(Body(SessionOpened { person: opened.person }).into_response(), &opened.cookie)?)
}

#[utoipa::path(get, path = "/api/v1/me", tag = "account", operation_id = "me", responses((status = 200, body = MeJson), (status = 401)))]
pub async fn me(State(m): State<Membership>, ask: Ask, scope: Scope) -> Result<Body<MeJson>, Failed> {
    let greeting = m.greet(scope.person).await?.ok_or(Fault::SignedOut)?;
    let secured = m.secured(&ask).await?;
    let posts = scope.held().iter().map(|h| PostHeld { union: h.union, office: h.office.name().into(), with_subtree: h.subtree });
    Ok(Body(MeJson {
        person: scope.person,
        name: greeting.name,
        union: greeting.union,
        posts: posts.collect(),
        has_password: secured.has_password,
        has_totp: secured.has_totp,
    }))
}

#[utoipa::path(get, path = "/api/v1/me/sessions", tag = "account", operation_id = "sessions_list",
    responses((status = 200, body = [DeviceJson]), (status = 401), (status = 403)))]
pub async fn sessions(State(m): State<Membership>, ask: Ask) -> Result<Body<Vec<DeviceJson>>, Failed> {
    let open = session::list(m.store(), at_the_browser(&ask)?).await?;
    let here = ask.signed_in.as_ref().map(|s| s.session);
    let device = |s: session::Open| DeviceJson {
        session: s.id,
        name: device::name(&s.device),
        opened_at: s.opened_at,
        seen_at: s.seen_at,
        is_this: Some(s.id) == here,
    };
    Ok(Body(open.into_iter().map(device).collect()))
}

#[utoipa::path(delete, path = "/api/v1/me/sessions/{session}", tag = "account", operation_id = "session_end",
    params(("session" = Uuid, Path)), responses((status = 204), (status = 401), (status = 403), (status = 404, description = "no open session of the reader's own")))]
pub async fn end_session(State(m): State<Membership>, ask: Ask, Path(one): Path<Uuid>) -> Result<StatusCode, Failed> {
    at_the_browser(&ask)?;
    m.end_sessions(&ask, Some(one)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// All sessions but the present one.
#[utoipa::path(delete, path = "/api/v1/me/sessions", tag = "account", operation_id = "sessions_end_others",
    responses((status = 204), (status = 401), (status = 403)))]
pub async fn end_other_sessions(State(m): State<Membership>, ask: Ask) -> Result<StatusCode, Failed> {
    at_the_browser(&ask)?;
    m.end_sessions(&ask, None).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A one-time code to the reader's own telephone, for the changes below.
#[utoipa::path(post, path = "/api/v1/me/codes", tag = "account", operation_id = "own_code_send",
    responses((status = 202, body = CodeSent), (status = 401), (status = 429)))]
pub async fn send_own_code(State(m): State<Membership>, ask: Ask) -> Result<Response, Failed> {
    at_the_browser(&ask)?;
    m.web.limit_codes(ask.address)?;
    let sent = m.send_code(&m.own_phone(&ask).await?, &ask.v).await?;
    Ok((StatusCode::ACCEPTED, Body(CodeSent { code: sent.shown })).into_response())
}

#[utoipa::path(put, path = "/api/v1/me/password", tag = "account", operation_id = "password_set",
    request_body = PasswordBody, responses((status = 204), (status = 401), (status = 403), (status = 422)))]
pub async fn set_password(State(m): State<Membership>, ask: Ask, Json(body): Json<PasswordBody>) -> Result<StatusCode, Failed> {
    m.set_password(&ask, &body.code, &body.password, &body.again).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(post, path = "/api/v1/me/totp/offer", tag = "account", operation_id = "totp_offer",
    responses((status = 200, body = TotpOffer), (status = 401), (status = 403)))]
pub async fn offer_totp(State(m): State<Membership>, ask: Ask) -> Result<Body<TotpOffer>, Failed> {
    let (secret, offer) = m.offer_totp(&ask)?;
    let account = m.own_phone(&ask).await?.masked();
    Ok(Body(TotpOffer { offer, secret: totp::base32(secret), address: totp::address(secret, &account) }))
}

#[utoipa::path(put, path = "/api/v1/me/totp", tag = "account", operation_id = "totp_set",
    request_body = TotpBody, responses((status = 204), (status = 401), (status = 403), (status = 409), (status = 422)))]
pub async fn set_totp(State(m): State<Membership>, ask: Ask, Json(body): Json<TotpBody>) -> Result<StatusCode, Failed> {
    m.set_totp(&ask, &body.offer, &body.totp, &body.code).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes the second factor away; only `code` is read.
#[utoipa::path(post, path = "/api/v1/me/totp/removal", tag = "account", operation_id = "totp_remove",
    request_body = TotpBody, responses((status = 204), (status = 401), (status = 403), (status = 422)))]
pub async fn remove_totp(State(m): State<Membership>, ask: Ask, Json(body): Json<TotpBody>) -> Result<StatusCode, Failed> {
    m.remove_totp(&ask, &body.code).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(get, path = "/api/v1/me/tokens", tag = "account", operation_id = "tokens_list",
    responses((status = 200, body = [TokenJson]), (status = 401), (status = 403)))]
pub async fn tokens(State(m): State<Membership>, ask: Ask) -> Result<Body<Vec<TokenJson>>, Failed> {
    let list = token::list(m.store(), at_the_browser(&ask)?).await?;
    let json = |t: token::Token| TokenJson {
        id: t.id,
        label: t.label,
        powers: t.powers.split(',').filter(|p| !p.is_empty()).map(str::to_owned).collect(),
        made_at: t.made_at,
        ends_at: t.ends_at,
    };
    Ok(Body(list.into_iter().map(json).collect()))
}

#[utoipa::path(post, path = "/api/v1/me/tokens", tag = "account", operation_id = "token_make",
    request_body = TokenBody, responses((status = 201, body = TokenMade), (status = 401), (status = 403), (status = 422)))]
pub async fn make_token(
    State(m): State<Membership>,
    ask: Ask,
    scope: Scope,
    Json(body): Json<TokenBody>,
) -> Result<Response, Failed> {
    let new = NewToken { label: body.label, powers: body.powers, days: body.days.to_string() };
    let token = m.make_token(&ask, &scope, &new).await?;
    Ok((StatusCode::CREATED, Body(TokenMade { token })).into_response())
}

#[utoipa::path(delete, path = "/api/v1/me/tokens/{token}", tag = "account", operation_id = "token_revoke",
    params(("token" = Uuid, Path)), responses((status = 204), (status = 401), (status = 403), (status = 404)))]
pub async fn revoke_token(State(m): State<Membership>, ask: Ask, Path(one): Path<Uuid>) -> Result<StatusCode, Failed> {
    m.revoke_token(&ask, one).await?;
    Ok(StatusCode::NO_CONTENT)
}
