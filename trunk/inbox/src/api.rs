//! The same verbs as JSON, described for OpenAPI. Nothing here decides anything.

pub(crate) mod notices;
pub(crate) mod preferences;
pub(crate) mod tasks;

use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    paths(tasks::list, tasks::settle, notices::list, notices::read, notices::read_all, preferences::get, preferences::put,),
    components(schemas(
        tasks::TaskJson,
        tasks::SettleBody,
        notices::NoticeJson,
        notices::NoticeList,
        preferences::PreferencesJson,
    ))
)]
struct Api;

/// This crate's part of the house's OpenAPI 3.1 description.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
