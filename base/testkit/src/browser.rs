use std::collections::BTreeMap;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

/// A browser without a screen: it keeps cookies, sends forms as a browser does, and follows a redirect when told to.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    language: &'static str,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
    pub bytes: Vec<u8>,
}

impl Answer {
    /// Where a redirect leads; empty when it is none.
    #[must_use]
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|h| h.to_str().ok()).unwrap_or_default()
    }

    /// The body as JSON.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|e| panic!("no JSON ({e}): {}", self.text))
    }

    /// Fails with the whole page when this is not in it.
    #[track_caller]
    pub fn shows(&self, words: &str) -> &Self {
        assert!(self.text.contains(words), "{} {}: does not show «{words}»:\n{}", self.status, self.location(), self.text);
        self
    }

    /// Fails with the whole page when this is in it.
    #[track_caller]
    pub fn hides(&self, words: &str) -> &Self {
        assert!(!self.text.contains(words), "{}: shows «{words}»:\n{}", self.status, self.text);
        self
    }

    /// Fails when the status is another.
    #[track_caller]
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{}\n{}", self.location(), self.text);
        self
    }
}

impl Browser {
    #[must_use]
    pub fn new(router: Router) -> Self {
        Self { router, cookies: BTreeMap::new(), language: "zh-CN" }
    }

    /// The same browser, preferring English.
    #[must_use]
    pub fn in_english(mut self) -> Self {
        self.language = "en";
        self
    }

    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Takes a `Set-Cookie` value as a browser would.
    pub fn take_cookie(&mut self, set_cookie: &str) {
        if let Some((name, value)) = set_cookie.split(';').next().and_then(|pair| pair.split_once('=')) {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }

    pub fn forget_cookies(&mut self) {
        self.cookies.clear();
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, None, Body::empty(), &[]).await
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let body = serde_urlencoded::to_string(form).expect("a form");
        self.send(Method::POST, path, Some("application/x-www-form-urlencoded"), body.into(), &[]).await
    }

    /// Sends a form and follows the redirect, as a browser does.
    pub async fn submit(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let answer = self.post(path, form).await;
        if answer.status.is_redirection() {
            let to = answer.location().to_owned();
            return self.get(&to).await;
        }
        answer
    }

    /// Sends one file with text fields, as `multipart/form-data`.
    pub async fn upload(&mut self, path: &str, fields: &[(&str, &str)], file_name: &str, file: &[u8]) -> Answer {
        const EDGE: &str = "unionhall-edge";
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
        }
        body.extend(
            format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{file_name}\"\r\n\r\n").into_bytes(),
        );
        body.extend(file);
        body.extend(format!("\r\n--{EDGE}--\r\n").into_bytes());
        self.send(Method::POST, path, Some(&format!("multipart/form-data; boundary={EDGE}")), body.into(), &[]).await
    }

    /// Sends JSON with more headers, e.g. `("authorization", "Bearer …")`.
    pub async fn api(&mut self, method: Method, path: &str, json: Option<serde_json::Value>, headers: &[(&str, &str)]) -> Answer {
        let (kind, body) = match json {
            Some(json) => (Some("application/json"), json.to_string().into()),
            None => (None, Body::empty()),
        };
        self.send(method, path, kind, body, headers).await
    }

    /// Sends anything at all, for hostile tests.
    pub async fn send(&mut self, method: Method, path: &str, kind: Option<&str>, body: Body, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "hall.test")
            .header(header::ACCEPT_LANGUAGE, self.language)
            .header("sec-fetch-site", "same-origin");
        if !self.cookies.is_empty() {
            let line = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>().join("; ");
            request = request.header(header::COOKIE, line);
        }
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        for (name, value) in headers {
            request.headers_mut().expect("headers").insert(
                header::HeaderName::from_bytes(name.as_bytes()).expect("a header name"),
                header::HeaderValue::from_str(value).expect("a header value"),
            );
        }
        let response = self.router.clone().oneshot(request.body(body).expect("a request")).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("a whole body").to_bytes().to_vec();
        for set in parts.headers.get_all(header::SET_COOKIE) {
            let pair = set.to_str().expect("a cookie").split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                if value.is_empty() {
                    self.cookies.remove(name);
                } else {
                    self.cookies.insert(name.to_owned(), value.to_owned());
                }
            }
        }
        Answer { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }
}
