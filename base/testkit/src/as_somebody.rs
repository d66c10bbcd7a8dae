//! Being somebody without telephone and code: a route that signs in, and who is signed in by it. What a person may is for the crate
//! that is tested to say; this one knows neither unions nor powers.

use axum::extract::{Path, Request};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use uuid::Uuid;

use crate::{Answer, Browser};

/// The handler of `/as/{person}`: from now on the browser is this person.
pub async fn sign_in(Path(person): Path<Uuid>) -> Response {
    ([(header::SET_COOKIE, format!("as={person}; Path=/"))], "in").into_response()
}

/// Who was signed in by [`sign_in`].
#[must_use]
pub fn whom(request: &Request) -> Option<Uuid> {
    let cookies = request.headers().get(header::COOKIE)?.to_str().ok()?;
    cookies.split("; ").find_map(|c| c.strip_prefix("as="))?.parse().ok()
}

/// Sends a form of owned values.
pub async fn send(browser: &mut Browser, path: &str, form: &[(&'static str, String)]) -> Answer {
    let form: Vec<(&str, &str)> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
    browser.post(path, &form).await
}

/// The value of a hidden field of a page.
#[must_use]
pub fn hidden(page: &str, name: &str) -> String {
    let at = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("no {name} in {page}"));
    at.split('"').next().unwrap_or_default().to_owned()
}
