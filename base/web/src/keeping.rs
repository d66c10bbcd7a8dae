//! What a reader's own device may keep for when there is no network. A page marked by [`Ask::show_to_keep`] is asked for once more
//! by the worker, as it is to be kept: without other people's names ([`Ask::is_for_keeping`]) and without what is said only once.
//! Each answer tells, by a name that says nothing, who is signed in, so that what was kept for one is gone when another comes.

use askama::Template;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use sha2::{Digest as _, Sha256};

use crate::{Ask, SignedIn};

/// Asks for a page as it is to be kept.
const FOR_KEEPING: &str = "x-for-keeping";
/// Says that the page may be kept.
const KEEP: HeaderName = HeaderName::from_static("x-keep");
/// Says who reads.
const READER: HeaderName = HeaderName::from_static("x-reader");

pub(crate) fn is_asked(headers: &HeaderMap) -> bool {
    headers.contains_key(FOR_KEEPING)
}

impl Ask {
    /// Renders a page that the reader's device may keep. With [`Ask::is_for_keeping`] it must name nobody but the reader.
    #[must_use]
    pub fn show_to_keep(&self, template: &impl Template) -> Response {
        let mut response = self.show(template);
        if self.signed_in.is_some() && response.status().is_success() {
            response.headers_mut().insert(KEEP, HeaderValue::from_static("1"));
        }
        response
    }
}

/// Tells each page's browser who is signed in. Stands inside the identifying layer; machines are not told.
pub(crate) async fn tell_reader(request: Request, next: Next) -> Response {
    let reader = request.extensions().get::<SignedIn>().map(|s| hex::encode(&Sha256::digest(s.person.as_bytes())[..6]));
    let is_page = !request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    if is_page && let Ok(reader) = HeaderValue::try_from(reader.as_deref().unwrap_or("nobody")) {
        response.headers_mut().insert(READER, reader);
    }
    response
}
