//! The reader's language and colours, kept in two cookies: they are asked for before anybody is signed in.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use i18n::Lang;
use serde::Deserialize;
use ui::Theme;

use crate::{Ask, Form};

/// A year, in seconds.
const KEPT: u32 = 31_536_000;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Chosen {
    lang: String,
    theme: String,
    back: String,
}

/// `POST /preferences`: remembers what was chosen and goes back to where the reader was.
pub async fn remember(ask: Ask, Form(chosen): Form<Chosen>) -> Response {
    let mut response = ask.go(local(&chosen.back));
    let mut set = |name: &str, value: &str| {
        if let Ok(cookie) = HeaderValue::try_from(format!("{name}={value}; Path=/; Max-Age={KEPT}; SameSite=Lax")) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    };
    if let Some(lang) = Lang::from_tag(&chosen.lang) {
        set("lang", lang.tag());
    }
    if !chosen.theme.is_empty() {
        set("theme", Theme::from_name(&chosen.theme).name());
    }
    response
}

/// An address inside this house, or the front door: never a way to send a reader elsewhere.
#[must_use]
pub fn local(address: &str) -> &str {
    let inside = address.starts_with('/')
        && !address.starts_with("//")
        && !address.starts_with("/\\")
        && !address.chars().any(char::is_control);
    if inside { address } else { "/" }
}

/// The value of one cookie.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|h| h.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
        .filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn nobody_is_sent_out_of_the_house() {
        assert_eq!(local("/desk?a=1"), "/desk?a=1");
        for bad in ["https://evil", "//evil", "/\\evil", "", "desk", "/a\r\nSet-Cookie: x=1"] {
            assert_eq!(local(bad), "/");
        }
    }
}
