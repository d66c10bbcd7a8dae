use axum::Router;
use axum::extract::{Path, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use bytes::Bytes;

use crate::compress::{Accepts, Compressed};

/// Style, script, mark and manifest, under addresses that change with their content; and the worker at its own, for the whole house.
pub fn routes() -> Router {
    Router::new()
        .route("/assets/{hash}/{name}", get(serve))
        .route(&ui::WORKER.path, get(worker))
        .route("/favicon.ico", get(favicon))
}

async fn serve(Path((_, name)): Path<(String, String)>, request: Request) -> Response {
    let Some(asset) = ui::ASSETS.iter().find(|a| a.name == name) else { return StatusCode::NOT_FOUND.into_response() };
    let mut response = file(asset, request.headers());
    // An old page may ask for an old hash: it gets what is there now, but does not keep it.
    let keep = if request.uri().path() == asset.path { "public, max-age=31536000, immutable" } else { "no-cache" };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    response
}

/// Never kept: at each visit the browser asks whether there is another worker.
async fn worker(headers: HeaderMap) -> Response {
    let mut response = file(&ui::WORKER, &headers);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

fn file(asset: &'static ui::Asset, headers: &HeaderMap) -> Response {
    let accepts = Accepts::of(headers);
    let (encoding, bytes) = if asset.is_packed() {
        (None, Bytes::from_static(asset.bytes))
    } else if accepts.brotli {
        (Some("br"), Bytes::from_static(asset.brotli()))
    } else if accepts.gzip {
        (Some("gzip"), Bytes::from_static(asset.gzip()))
    } else {
        (None, Bytes::from_static(asset.bytes))
    };
    let mut response = Compressed { mime: HeaderValue::from_static(asset.mime), encoding, bytes }.into_response();
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    response
}

async fn favicon() -> Response {
    let href = HeaderValue::try_from(ui::asset("mark.svg")).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, href)]).into_response()
}
