//! The one place where a fault becomes an answer: a page in the reader's language, or JSON under `/api`.

use std::sync::Arc;

use askama::Template;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use i18n::{Lang, Message, Voice};
use serde_json::json;
use store::Fault;
use ui::{Page, Theme};

use crate::ask::language;
use crate::compress::{Accepts, Compressed};
use crate::preferences::cookie;
use crate::{Ask, Frame, Web};

/// A fault on its way out. Handlers return `Result<Response, Failed>`, and `?` turns a [`Fault`] into it.
#[derive(Debug)]
pub struct Failed(pub Fault);

impl From<Fault> for Failed {
    fn from(fault: Fault) -> Self {
        Self(fault)
    }
}

/// The value of a field's fault that is not for its text: what a program's author is told beside it, in English.
pub(crate) const DETAIL: &str = "detail";

/// Travels in the response's extensions until the outer layer, which knows the reader's language, writes the body.
#[derive(Clone)]
struct Told {
    status: StatusCode,
    key: &'static str,
    values: Vec<(&'static str, String)>,
    fields: Vec<store::FieldFault>,
    retry_after: Option<u32>,
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        let mut told = Told {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            key: "web-broken",
            values: Vec::new(),
            fields: Vec::new(),
            retry_after: None,
        };
        (told.status, told.key) = match self.0 {
            Fault::NotFound => (StatusCode::NOT_FOUND, "web-not-found"),
            Fault::SignedOut => (StatusCode::UNAUTHORIZED, "web-signed-out"),
            Fault::Forbidden(crate::origin::FOREIGN) => (StatusCode::FORBIDDEN, "web-foreign-post"),
            Fault::Forbidden(_) => (StatusCode::FORBIDDEN, "web-forbidden"),
            Fault::Invalid(fields) => {
                told.fields = fields;
                (StatusCode::UNPROCESSABLE_ENTITY, "web-invalid")
            }
            Fault::Conflict(key) => (StatusCode::CONFLICT, key),
            Fault::Taken(name) => {
                tracing::info!(constraint = name, "refused by the schema");
                (StatusCode::CONFLICT, "web-taken")
            }
            Fault::Refused(name) => {
                tracing::info!(constraint = name, "refused by the schema");
                (StatusCode::UNPROCESSABLE_ENTITY, "web-refused")
            }
            Fault::TooMany(seconds) => {
                told.retry_after = Some(seconds);
                told.values.push(("seconds", seconds.to_string()));
                (StatusCode::TOO_MANY_REQUESTS, "web-too-many")
            }
            Fault::TooLarge(bytes) => {
                told.values.push(("kb", (bytes / 1024).to_string()));
                (StatusCode::PAYLOAD_TOO_LARGE, "web-too-large")
            }
            Fault::Database(error) => {
                tracing::error!(%error, "database");
                (StatusCode::SERVICE_UNAVAILABLE, "web-busy")
            }
            Fault::Internal(error) => {
                tracing::error!(error, "internal");
                (StatusCode::INTERNAL_SERVER_ERROR, "web-broken")
            }
        };
        let mut response = told.status.into_response();
        if let Some(seconds) = told.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(told);
        response
    }
}

#[derive(Template)]
#[template(path = "web/fault.html")]
struct FaultPage {
    page: Page,
    status: u16,
    text: String,
    fields: Vec<String>,
    sign_in: Option<String>,
    request_id: String,
}

/// What the page of a fault must know of a request that is gone by then.
#[derive(Clone, Copy)]
struct Reader {
    language: Lang,
    theme: Theme,
    accepts: Accepts,
}

impl Reader {
    fn of(headers: &HeaderMap) -> Self {
        let theme = cookie(headers, "theme").map_or(Theme::Auto, Theme::from_name);
        Self { language: language(headers), theme, accepts: Accepts::of(headers) }
    }
}

/// Writes the body of every answer that carries a fault or came out of the router with an empty error status.
pub(crate) async fn tell(request: Request, next: Next) -> Response {
    let path = request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
    let Some(web) = request.extensions().get::<Web>().cloned() else { return next.run(request).await };
    let reader = Reader::of(request.headers());
    let request_id = request.extensions().get::<crate::ask::RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let mut response = next.run(request).await;
    let told = match response.extensions_mut().remove::<Told>() {
        Some(told) => told,
        None if response.headers().contains_key(header::CONTENT_TYPE) => return response,
        None => {
            let key = match response.status() {
                StatusCode::NOT_FOUND => "web-not-found",
                StatusCode::METHOD_NOT_ALLOWED => "web-wrong-method",
                StatusCode::PAYLOAD_TOO_LARGE => "web-too-large",
                StatusCode::BAD_REQUEST => "web-unreadable",
                _ => return response,
            };
            let values = vec![("kb", "0".to_owned())];
            Told { status: response.status(), key, values, fields: Vec::new(), retry_after: None }
        }
    };
    let v = web.words.voice(reader.language);
    let body = if path.starts_with("/api/") {
        json_body(&v, &told, &request_id)
    } else {
        // Whoever is signed in is not greeted as a stranger because an address leads nowhere.
        let frame = response.extensions_mut().remove::<Arc<Frame>>();
        page(&web, &v, &told, frame.as_deref(), path, reader, request_id)
    };
    let mut answer = (told.status, body).into_response();
    for (name, value) in response.headers() {
        if name != header::CONTENT_LENGTH && name != header::CONTENT_TYPE {
            answer.headers_mut().append(name, value.clone());
        }
    }
    answer
}

fn json_body(v: &Voice, told: &Told, request_id: &str) -> Response {
    let one = |f: &store::FieldFault| {
        let mut one = json!({ "code": f.key, "text": say(v, f.key, &f.values) });
        if let Some((_, detail)) = f.values.iter().find(|(name, _)| *name == DETAIL) {
            one["detail"] = json!(detail);
        }
        (f.field.clone(), one)
    };
    let fields: serde_json::Map<String, serde_json::Value> = told.fields.iter().map(one).collect();
    let body =
        json!({ "error": { "code": told.key, "text": say(v, told.key, &told.values), "fields": fields, "request": request_id } });
    axum::Json(body).into_response()
}

fn page(web: &Web, v: &Voice, told: &Told, frame: Option<&Frame>, path: String, reader: Reader, request_id: String) -> Response {
    let mut page = Page::new(v.clone(), v.t("web-fault-title"));
    if let Some(frame) = frame {
        frame.surround(&mut page);
    }
    page.theme = reader.theme;
    page.demo = web.settings.demo;
    let sign_in = (told.status == StatusCode::UNAUTHORIZED)
        .then(|| serde_urlencoded::to_string([("next", &path)]).map_or_else(|_| "/sign-in".into(), |q| format!("/sign-in?{q}")));
    page.path = path;
    let template = FaultPage {
        page,
        status: told.status.as_u16(),
        text: say(v, told.key, &told.values),
        fields: told.fields.iter().map(|f| say(v, f.key, &f.values)).collect(),
        sign_in,
        request_id,
    };
    match template.render() {
        Ok(html) => Compressed::html(reader.accepts, html).into_response(),
        Err(error) => {
            tracing::error!(%error, "the fault page does not render");
            say(v, told.key, &told.values).into_response()
        }
    }
}

fn say(v: &Voice, key: &'static str, values: &[(&'static str, String)]) -> String {
    v.say(&Message { key, values: values.to_vec() })
}

/// What a handler answers when an address leads nowhere.
pub(crate) async fn nowhere(_: Ask) -> Failed {
    Failed(Fault::NotFound)
}
