//! The same verbs as JSON, described for OpenAPI. Nothing here decides anything.

pub(crate) mod items;

use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(items::list), components(schemas(items::ItemJson, items::ItemList)))]
struct Api;

/// This crate's part of the house's OpenAPI 3.1 description.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
