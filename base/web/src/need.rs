use std::fmt::Debug;
use std::future::{Future, ready};
use std::pin::Pin;

use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::http::{Extensions, Method};
use axum::response::{IntoResponse as _, Response};
use axum::routing::on;
use store::Fault;

use crate::faults::Failed;

/// What a route asks of whoever comes: nothing, a session, a power. The house above defines the cases; this crate only
/// makes sure that every route names one and that it is asked before the handler runs.
pub trait Need: Copy + Debug + Send + Sync + 'static {
    /// As `unionhall routes` prints it.
    fn label(self) -> String;

    /// Whether the request, with what the layers put into its extensions, may enter.
    ///
    /// # Errors
    /// [`Fault::SignedOut`], [`Fault::Forbidden`] or [`Fault::NotFound`].
    fn admits(self, request: &Extensions) -> Result<(), Fault>;
}

/// A handler that is entered only by whoever its need admits.
#[derive(Clone)]
struct Guarded<N, H> {
    need: N,
    handler: H,
}

impl<S, T, N: Need, H: Handler<T, S>> Handler<T, S> for Guarded<N, H> {
    type Future = Pin<Box<dyn Future<Output = Response> + Send>>;

    fn call(self, request: Request, state: S) -> Self::Future {
        match self.need.admits(request.extensions()) {
            Ok(()) => Box::pin(self.handler.call(request, state)),
            Err(fault) => Box::pin(ready(Failed(fault).into_response())),
        }
    }
}

/// One line of the table of all URLs.
#[derive(Clone, Debug)]
pub struct RouteLine<N> {
    pub method: Method,
    /// As in axum: `/desk/unions/{union}`.
    pub path: String,
    pub need: N,
}

/// The URLs of one room, each with its need.
pub struct Routes<S, N> {
    router: Router<S>,
    lines: Vec<RouteLine<N>>,
}

/// Routes with their state, ready to be nested by the application.
pub struct Mounted<N> {
    pub router: Router,
    pub lines: Vec<RouteLine<N>>,
}

impl<S: Clone + Send + Sync + 'static, N: Need> Default for Routes<S, N> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S: Clone + Send + Sync + 'static, N: Need> Routes<S, N> {
    #[must_use]
    pub fn new() -> Self {
        Self { router: Router::new(), lines: Vec::new() }
    }

    #[must_use]
    pub fn get<H: Handler<T, S>, T: 'static>(self, path: &str, need: N, handler: H) -> Self {
        self.on(Method::GET, path, need, handler)
    }

    #[must_use]
    pub fn post<H: Handler<T, S>, T: 'static>(self, path: &str, need: N, handler: H) -> Self {
        self.on(Method::POST, path, need, handler)
    }

    #[must_use]
    pub fn put<H: Handler<T, S>, T: 'static>(self, path: &str, need: N, handler: H) -> Self {
        self.on(Method::PUT, path, need, handler)
    }

    #[must_use]
    pub fn delete<H: Handler<T, S>, T: 'static>(self, path: &str, need: N, handler: H) -> Self {
        self.on(Method::DELETE, path, need, handler)
    }

    fn on<H: Handler<T, S>, T: 'static>(mut self, method: Method, path: &str, need: N, handler: H) -> Self {
        let filter = match method {
            Method::POST => axum::routing::MethodFilter::POST,
            Method::PUT => axum::routing::MethodFilter::PUT,
            Method::DELETE => axum::routing::MethodFilter::DELETE,
            _ => axum::routing::MethodFilter::GET,
        };
        self.router = self.router.route(path, on(filter, Guarded { need, handler }));
        self.lines.push(RouteLine { method, path: path.to_owned(), need });
        self
    }

    /// Gives the handlers their state.
    #[must_use]
    pub fn with_state(self, state: S) -> Mounted<N> {
        Mounted { router: self.router.with_state(state), lines: self.lines }
    }
}

impl<N> Mounted<N> {
    /// The routes of two rooms side by side.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.lines.extend(other.lines);
        self
    }
}
