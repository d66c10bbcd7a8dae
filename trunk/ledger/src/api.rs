//! The same verbs as JSON.

pub(crate) mod intakes;

use utoipa::OpenApi as _;

#[derive(utoipa::OpenApi)]
#[openapi(paths(intakes::list, intakes::post, intakes::withdraw))]
struct Description;

/// What the ledger's own URLs take and give, for `/api/openapi.json`.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Description::openapi()
}
