//! The same verbs as JSON under `/api/v1`, described for OpenAPI.

pub(crate) mod applications;
pub(crate) mod entrance;

use utoipa::OpenApi as _;

#[derive(utoipa::OpenApi)]
#[openapi(paths(
    entrance::send_code,
    entrance::sign_in,
    entrance::sign_in_desk,
    entrance::me,
    entrance::sessions,
    entrance::end_session,
    entrance::end_other_sessions,
    entrance::send_own_code,
    entrance::set_password,
    entrance::offer_totp,
    entrance::set_totp,
    entrance::remove_totp,
    entrance::tokens,
    entrance::make_token,
    entrance::revoke_token,
    applications::employers,
    applications::places,
    applications::ask,
    applications::own,
    applications::answer,
    applications::withdraw,
    applications::list,
    applications::get,
    applications::decide,
    applications::approve,
    applications::phone,
    applications::overdue,
))]
struct Entering;

/// This crate's part of the house's OpenAPI 3.1 description.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    let mut all = Entering::openapi();
    all.merge(belonging::openapi());
    all
}
pub(crate) mod belonging;
pub(crate) mod head_counts;
pub(crate) mod honours;
pub(crate) mod imports;
pub(crate) mod members;
pub(crate) mod own;
