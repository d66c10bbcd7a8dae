//! Forged posts are refused by where they come from, not by a hidden field: so a form filled in offline can be sent again
//! after signing in anew.

use axum::extract::Request;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use store::Fault;

use crate::faults::Failed;

/// What a forged post lacks; told apart from a missing power, because the reader can do something about it.
pub(crate) const FOREIGN: &str = "same-origin";

/// A change is taken from the house's own pages, or from a machine.
pub(crate) async fn check(request: Request, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && !comes_from_here(request.headers()) && !comes_from_a_machine(request.headers()) {
        return Failed(Fault::Forbidden(FOREIGN)).into_response();
    }
    next.run(request).await
}

fn comes_from_here(headers: &HeaderMap) -> bool {
    match text(headers, "sec-fetch-site") {
        Some(site) => site == "same-origin",
        // Older browsers inside chat apps do not send the header; all of them send Origin with a post.
        None => match (text(headers, "origin"), text(headers, "host")) {
            (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, from)| from == host),
            _ => false,
        },
    }
}

/// No cookie, so nobody's authority; and either a token, which no foreign page can make a browser send, or nothing that a
/// browser says of itself: a foreign page must not sign a reader in as somebody else, nor have codes sent from there.
fn comes_from_a_machine(headers: &HeaderMap) -> bool {
    let of_a_browser = ["sec-fetch-site", "origin"].iter().any(|name| headers.contains_key(*name));
    !headers.contains_key(header::COOKIE) && (headers.contains_key(header::AUTHORIZATION) || !of_a_browser)
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|h| h.to_str().ok())
}
