//! Reading what people and machines send: capped, cleaned, never a panic, never a 500.

use axum::RequestExt as _;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, RawQuery, Request};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use serde_json::Value;
use store::Fault;

use crate::faults::Failed;

/// No form of the house is larger; files come by [`crate::Upload`].
pub(crate) const MOST_FORM_BYTES: usize = 256 * 1024;
/// More fields than this is no form of ours.
pub(crate) const MOST_FIELDS: usize = 2_000;

/// Control characters but line breaks and tabs are dropped: PostgreSQL cannot store NUL, and no reader can see the others.
/// The ends are trimmed.
pub(crate) fn clean(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    kept.trim().to_owned()
}

fn pairs(raw: &[u8]) -> Result<Vec<(String, String)>, Fault> {
    let parsed: Vec<(String, String)> = serde_urlencoded::from_bytes(raw).map_err(|_| Fault::field("", "web-unreadable"))?;
    if parsed.len() > MOST_FIELDS {
        return Err(Fault::TooLarge(MOST_FORM_BYTES));
    }
    Ok(parsed.into_iter().map(|(name, value)| (clean(&name), clean(&value))).collect())
}

/// The same field twice in a struct is its last value; a list is asked for by [`Fields`].
fn typed<T: DeserializeOwned>(fields: Vec<(String, String)>) -> Result<T, Fault> {
    let map: serde_json::Map<String, Value> = fields.into_iter().map(|(name, value)| (name, Value::String(value))).collect();
    serde_json::from_value(Value::Object(map)).map_err(|_| Fault::field("", "web-unreadable"))
}

async fn body(request: Request) -> Result<Bytes, Fault> {
    let kind = request.headers().get("content-type").and_then(|h| h.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(Fault::field("", "web-unreadable"));
    }
    request.with_limited_body().extract::<Bytes, _>().await.map_err(|_| Fault::TooLarge(MOST_FORM_BYTES))
}

/// A posted form read into a struct of `String`s with `#[serde(default)]`; numbers and days are read by the rules, which
/// know what to say about a bad one.
pub struct Form<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Failed;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failed> {
        Ok(Self(typed(pairs(&body(request).await?)?)?))
    }
}

/// A posted form as it came: names may repeat, and need not be known beforehand.
#[derive(Clone, Debug, Default)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The last value of this name; empty when it was not sent.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().rev().find(|(n, _)| n == name).map_or("", |(_, v)| v)
    }

    /// All values of this name, in order.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(n, _)| n == name)
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Failed;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failed> {
        Ok(Self(pairs(&body(request).await?)?))
    }
}

/// The query of a URL, read as a form is.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failed> {
        let Ok(RawQuery(raw)) = RawQuery::from_request_parts(parts, state).await;
        Ok(Self(typed(pairs(raw.unwrap_or_default().as_bytes())?)?))
    }
}

/// Parts of the path. One that cannot be read names nothing, so the answer is that there is no such thing.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failed> {
        if holds_control_characters(parts.uri.path()) {
            return Err(Failed(Fault::NotFound));
        }
        match axum::extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            Err(_) => Err(Failed(Fault::NotFound)),
        }
    }
}

/// PostgreSQL cannot even be asked for a text with NUL in it; no address of the house has such a part.
fn holds_control_characters(path: &str) -> bool {
    path.as_bytes().windows(3).any(|w| w[0] == b'%' && (matches!(w[1], b'0' | b'1') || w[1..].eq_ignore_ascii_case(b"7f")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_database_can_hold_is_dropped() {
        let fields = Fields(pairs("a=%00x%0Ay%1b&a=+z+&b=%FF".as_bytes()).unwrap());
        assert_eq!(fields.all("a").collect::<Vec<_>>(), ["x\ny", "z"]);
        assert_eq!(fields.get("a"), "z");
        assert_eq!(fields.get("missing"), "");
        assert!(pairs("a=1&".repeat(3000).as_bytes()).is_err());
    }
}
