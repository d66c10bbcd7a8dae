use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use store::{Fault, Store};
use subtle::ConstantTimeEq as _;

use crate::faults::Failed;

/// House and database may disagree about the time by this much; beyond it deadlines would be decided by two clocks.
const MOST_DRIFT_MS: i64 = 2_000;

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Answered {
    status: u16,
}

/// Whether this process is well, and its numbers.
pub struct Health {
    registry: Mutex<Registry>,
    answered: Family<Answered, Counter>,
    seconds: Histogram,
    drift: Gauge<i64>,
    leaving: Gauge<u64, AtomicU64>,
}

impl Health {
    pub(crate) fn new(mut registry: Registry) -> Self {
        let buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];
        let health = Self {
            registry: Mutex::default(),
            answered: Family::default(),
            seconds: Histogram::new(buckets),
            drift: Gauge::default(),
            leaving: Gauge::default(),
        };
        registry.register("unionhall_answers", "Answers by status", health.answered.clone());
        registry.register("unionhall_answer_seconds", "Time to the head of the answer", health.seconds.clone());
        registry.register("unionhall_clock_drift_ms", "The database's clock minus ours", health.drift.clone());
        registry.register("unionhall_leaving", "1 while the process is shutting down", health.leaving.clone());
        *health.registry.lock().unwrap_or_else(PoisonError::into_inner) = registry;
        health
    }

    pub(crate) fn answered(&self, status: StatusCode, took: Duration) {
        self.answered.get_or_create(&Answered { status: status.as_u16() }).inc();
        self.seconds.observe(took.as_secs_f64());
    }

    /// From now on `/readyz` says no, so that a balancer sends nobody else here.
    pub fn leave(&self) {
        self.leaving.set(1);
    }

    /// Adds another room's numbers.
    pub fn register(&self, add: impl FnOnce(&mut Registry)) {
        add(&mut self.registry.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// `GET /healthz`: the process answers.
    pub async fn alive() -> &'static str {
        "ok\n"
    }

    /// `GET /readyz`: the database answers, and both clocks agree.
    pub async fn ready(State(web): State<crate::Web>) -> Response {
        let not = |why: String| (StatusCode::SERVICE_UNAVAILABLE, [(header::CONTENT_TYPE, "text/plain")], why).into_response();
        if web.health.leaving.get() == 1 {
            return not("leaving\n".into());
        }
        match drift(&web.store).await {
            Err(fault) => {
                tracing::error!(%fault, "not ready");
                not("the database does not answer\n".into())
            }
            Ok(drift) => {
                web.health.drift.set(drift);
                if drift.abs() > MOST_DRIFT_MS {
                    not(format!("clock and database drift by {drift} ms\n"))
                } else {
                    "ok\n".into_response()
                }
            }
        }
    }

    /// `GET /metrics`, for Prometheus on this machine or with the token; for everybody else there is no such page.
    pub async fn metrics(State(web): State<crate::Web>, request: Request) -> Response {
        if !is_from_this_machine(&request) && !has_token(&web, request.headers()) {
            return Failed(Fault::NotFound).into_response();
        }
        let mut text = String::new();
        let registry = web.health.registry.lock().unwrap_or_else(PoisonError::into_inner);
        match prometheus_client::encoding::text::encode(&mut text, &registry) {
            Ok(()) => {
                ([(header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text).into_response()
            }
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    }
}

/// By the peer itself: what a header says of an address can only close, never open. A proxy beside the house is a peer on
/// this machine too, and what it passes on says so.
fn is_from_this_machine(request: &Request) -> bool {
    let passed_on = ["x-forwarded-for", "forwarded", "x-real-ip"].iter().any(|name| request.headers().contains_key(*name));
    crate::rooms::peer(request).to_canonical().is_loopback() && !passed_on
}

/// An empty token is none, or an unset variable would open the door to `Bearer` and nothing.
fn has_token(web: &crate::Web, headers: &HeaderMap) -> bool {
    let wanted = web.settings.metrics_token.as_deref().filter(|token| !token.is_empty());
    let shown = headers.get(header::AUTHORIZATION).and_then(|h| h.to_str().ok()).and_then(|h| h.strip_prefix("Bearer "));
    match (wanted, shown) {
        // In the same time however much of it is right, so that the time tells nothing about the token.
        (Some(wanted), Some(shown)) => wanted.as_bytes().ct_eq(shown.trim().as_bytes()).into(),
        _ => false,
    }
}

async fn drift(store: &Store) -> store::Outcome<i64> {
    tokio::time::timeout(Duration::from_secs(3), store.clock_drift())
        .await
        .map_err(|_| Fault::Internal("the database did not answer in 3 s".into()))?
}
