//! Reading what machines send. Whoever wrote the machine is told which field is wrong in his own language, and in `detail` what
//! the reader itself said of it, which is English.

use std::ops::Deref;

use axum::RequestExt as _;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::{Path, Segment};
use store::{Fault, FieldFault};

use crate::faults::{DETAIL, Failed};
use crate::form::{MOST_FORM_BYTES, clean};

/// A JSON body; its texts are cleaned as a form's are.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Failed;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failed> {
        let kind = request.headers().get("content-type").and_then(|h| h.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("application/json") {
            return Err(Failed(Fault::field("", "web-json-not-said")));
        }
        let bytes: Bytes = request.with_limited_body().extract().await.map_err(|_| Fault::TooLarge(MOST_FORM_BYTES))?;
        let mut value: Value = serde_json::from_slice(&bytes).map_err(|e| told(FieldFault::new("", "web-json-broken"), &e))?;
        clean_json(&mut value);
        let read =
            serde_path_to_error::deserialize(value).map_err(|e| told(wrong(e.path(), &e.inner().to_string()), e.inner()))?;
        Ok(Self(read))
    }
}

impl<T> Deref for Json<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

fn told(fault: FieldFault, error: &serde_json::Error) -> Failed {
    Failed(Fault::Invalid(vec![fault.with(DETAIL, error)]))
}

/// Which field is wrong, and how: missing, unknown, or not of its type. The first two are told of the object they are (not)
/// in, and only in words.
fn wrong(at: &Path, said: &str) -> FieldFault {
    let named = |before| said.strip_prefix(before)?.split('`').next();
    let (more, key) = match (named("missing field `"), named("unknown field `")) {
        (Some(name), _) => (Some(name), "web-json-missing"),
        (_, Some(name)) => (Some(name), "web-json-unknown"),
        _ => (None, "web-unreadable-json"),
    };
    let mut names: Vec<String> = at.iter().filter_map(name).collect();
    if let Some(more) = more.filter(|more| key == "web-json-missing" || names.last().is_none_or(|last| last != more)) {
        names.push(more.to_owned());
    }
    FieldFault::new(names.join("."), key)
}

/// As fields are named everywhere in the house: `household.2.income`.
fn name(segment: &Segment) -> Option<String> {
    match segment {
        Segment::Seq { index } => Some(index.to_string()),
        Segment::Map { key } => Some(key.clone()),
        Segment::Enum { variant } => Some(variant.clone()),
        Segment::Unknown => None,
    }
}

/// serde_json refuses nesting deeper than 128, so this recursion is bounded.
fn clean_json(value: &mut Value) {
    match value {
        Value::String(text) => *text = clean(text),
        Value::Array(items) => items.iter_mut().for_each(clean_json),
        Value::Object(map) => {
            if map.keys().any(|name| name.chars().any(char::is_control)) {
                *map = std::mem::take(map).into_iter().map(|(name, value)| (clean(&name), value)).collect();
            }
            map.values_mut().for_each(clean_json);
        }
        _ => {}
    }
}
