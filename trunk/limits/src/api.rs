//! The same verbs as JSON, described for OpenAPI. Nothing here decides anything.

pub(crate) mod limits;

use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    paths(limits::list, limits::set, limits::given),
    components(schemas(limits::LimitJson, limits::LimitBody, limits::SetJson, limits::GivenJson))
)]
struct Api;

/// This crate's part of the house's OpenAPI 3.1 description.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
