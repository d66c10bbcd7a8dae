//! The layers around all rooms, outermost first: request id and access log, headers, faults, origin, identity, limits.

use std::net::{IpAddr, SocketAddr};
use std::time::Instant;

use axum::Router;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::get;
use tower::Layer as _;
use tower_http::catch_panic::CatchPanicLayer;

use crate::ask::{Address, RequestId};
use crate::faults::{Failed, nowhere, tell};
use crate::form::MOST_FORM_BYTES;
use crate::{Health, Web, keeping, limits, origin};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; font-src 'self'; \
connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Puts the whole edge around the rooms. `identify` is the application's own layer, with its state: it reads the session and
/// puts [`crate::SignedIn`] and [`crate::Frame`] into the request.
///
/// The layers stand around all rooms together, one in the other: [`Router::layer`] would put them around each route by itself,
/// and every request would copy the whole nest once for each layer in it.
pub fn layers<S, F, Fut>(web: &Web, rooms: Router, state: S, identify: F) -> Router
where
    S: Clone + Send + Sync + 'static,
    F: Fn(State<S>, Request, Next) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = Response> + Send + 'static,
{
    let rooms = from_fn(limits::per_account).layer(rooms.fallback(nowhere));
    let rooms = from_fn_with_state(state, identify).layer(from_fn(keeping::tell_reader).layer(rooms));
    let house = Router::new()
        .route("/healthz", get(Health::alive))
        .route("/readyz", get(Health::ready))
        .route("/metrics", get(Health::metrics))
        .with_state(web.clone())
        .merge(crate::asset_routes())
        .fallback_service(rooms);
    let house = CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
        use axum::response::IntoResponse as _;
        Failed(store::Fault::Internal("a handler panicked".into())).into_response()
    })
    .layer(DefaultBodyLimit::max(MOST_FORM_BYTES).layer(house));
    let house = from_fn(tell).layer(from_fn(origin::check).layer(house));
    Router::new().fallback_service(from_fn_with_state(web.clone(), arrive).layer(house))
}

/// Names the request, times it, writes the access log and the headers every answer has.
async fn arrive(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let mut random = [0; 8];
    web.store.ids().fill(&mut random);
    let id = format!("{:016x}", u64::from_le_bytes(random));
    let address = address(&web, &request);
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    request.extensions_mut().insert(RequestId(id.clone()));
    request.extensions_mut().insert(Address(address));
    request.extensions_mut().insert(web.clone());
    let mut response = next.run(request).await;
    write_headers(&web, &id, &mut response);
    let took = started.elapsed();
    web.health.answered(response.status(), took);
    let us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    // The path without its query, which may hold a search for a name; the address only where something changed or failed.
    if response.status().is_server_error() {
        tracing::error!(target: "access", id, %method, path, status = response.status().as_u16(), us, %address);
    } else if method != Method::GET {
        tracing::info!(target: "access", id, %method, path, status = response.status().as_u16(), us, %address);
    } else {
        tracing::debug!(target: "access", id, %method, path, status = response.status().as_u16(), us);
    }
    response
}

fn write_headers(web: &Web, id: &str, response: &mut Response) {
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "same-origin");
    set(HeaderName::from_static("permissions-policy"), "geolocation=(self), camera=(self), microphone=()");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(header::CACHE_CONTROL, "private, no-cache");
    if web.settings.secure {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    if let Ok(id) = HeaderValue::try_from(id) {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
}

/// The other end of the connection. [`crate::serve`] always says it; where nothing does, the request never left this machine.
pub(crate) fn peer(request: &Request) -> IpAddr {
    request.extensions().get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::from([127, 0, 0, 1]), |c| c.0.ip())
}

/// The last address in `X-Forwarded-For` that is not one of our own proxies; the peer's where there is no proxy.
fn address(web: &Web, request: &Request) -> IpAddr {
    let peer = peer(request);
    let trusted = &web.settings.trusted_proxies;
    if !trusted.contains(&peer) {
        return peer;
    }
    let forwarded = request.headers().get_all("x-forwarded-for");
    forwarded
        .iter()
        .filter_map(|h| h.to_str().ok())
        .flat_map(|line| line.split(','))
        .filter_map(|part| part.trim().parse().ok())
        .rfind(|ip| !trusted.contains(ip))
        .unwrap_or(peer)
}
