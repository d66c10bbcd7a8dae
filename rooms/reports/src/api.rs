//! The same figures as JSON.

pub(crate) mod figures;

use utoipa::OpenApi as _;

#[derive(utoipa::OpenApi)]
#[openapi(paths(figures::get, figures::sessions, figures::public))]
struct Description;

/// What this room's URLs take and give, for `/api/openapi.json`.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Description::openapi()
}
