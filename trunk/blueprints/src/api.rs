//! The same verbs as JSON, described for OpenAPI. Nothing here decides anything.

pub(crate) mod blueprints;

use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    paths(blueprints::list, blueprints::get, blueprints::save, blueprints::withdraw),
    components(schemas(blueprints::BlueprintJson, blueprints::SaveBody, blueprints::SavedJson, blueprints::ProblemJson))
)]
struct Api;

/// This crate's part of the house's OpenAPI 3.1 description.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
