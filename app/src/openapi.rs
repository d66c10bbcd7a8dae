use std::sync::LazyLock;

use axum::response::{IntoResponse as _, Response};
use utoipa::openapi::OpenApi;

/// The description of every room's verbs, merged once.
static DESCRIPTION: LazyLock<OpenApi> = LazyLock::new(|| {
    let mut all = organisation::openapi();
    for part in [
        membership::openapi(),
        inbox::openapi(),
        ledger::openapi(),
        signups::openapi(),
        venues::openapi(),
        agenda::openapi(),
        limits::openapi(),
        blueprints::openapi(),
        activities::openapi(),
        challenges::openapi(),
        benefits::openapi(),
        drives::openapi(),
        reports::openapi(),
    ] {
        all.merge(part);
    }
    all.info.title = "Unionhall".into();
    all.info.version = env!("CARGO_PKG_VERSION").into();
    all
});

/// `GET /api/openapi.json`
pub async fn get() -> Response {
    axum::Json(&*DESCRIPTION).into_response()
}
