use std::fmt::Write as _;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use store::{Fault, Outcome};

use super::{Letter, Sender};

/// Nobody waits longer than this for a page that sends a code.
const PATIENCE: Duration = Duration::from_secs(15);

/// What is sent to the gateway; `{to}` and `{text}` stand for the message's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// `GET`, all in the address.
    Nothing,
    /// `POST application/json`.
    Json(String),
    /// `POST application/x-www-form-urlencoded`.
    Form(String),
}

/// The HTTP gateway of a telephone company.
pub(super) struct Gateway {
    client: reqwest::Client,
    url: String,
    headers: Vec<(String, String)>,
    body: Body,
}

impl Gateway {
    pub(super) fn open(url: &str, headers: &[(String, String)], body: Body) -> Result<Self, String> {
        // Another part of the program may have chosen the same one already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .timeout(PATIENCE)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|e| e.to_string())?;
        let gateway = Self { client, url: url.to_owned(), headers: headers.to_vec(), body };
        // A template that cannot be read is told at start, not to the first person who waits for a code.
        let probe = Letter { to: "13800138000".into(), text: "probe".into() };
        gateway.request(&probe).map_err(|e| e.to_string())?;
        Ok(gateway)
    }

    fn request(&self, letter: &Letter) -> reqwest::Result<reqwest::Request> {
        let url = fill(&self.url, letter, in_url);
        let mut request = match &self.body {
            Body::Nothing => self.client.get(url),
            Body::Json(template) => {
                self.client.post(url).header("content-type", "application/json").body(fill(template, letter, in_json))
            }
            Body::Form(template) => self
                .client
                .post(url)
                .header("content-type", "application/x-www-form-urlencoded")
                .body(fill(template, letter, in_url)),
        };
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        request.build()
    }
}

fn fill(template: &str, letter: &Letter, escape: fn(&str) -> String) -> String {
    // The number holds no brace, so what it brings in cannot be taken for the second place.
    template.replace("{to}", &escape(&letter.to)).replace("{text}", &escape(&letter.text))
}

/// RFC 3986: everything but the unreserved characters is written as `%XX`.
fn in_url(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => escaped.push(char::from(byte)),
            // Writing into a String cannot fail.
            _ => {
                let _ = write!(escaped, "%{byte:02X}");
            }
        }
    }
    escaped
}

/// The inside of a JSON string.
fn in_json(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

impl Sender for Gateway {
    fn send<'a>(&'a self, letter: &'a Letter) -> Pin<Box<dyn Future<Output = Outcome<()>> + Send + 'a>> {
        Box::pin(async move {
            // The address may hold a key of the gateway's: it stays out of the log.
            let request = self.request(letter).map_err(|e| Fault::Internal(format!("the gateway: {}", e.without_url())))?;
            let answer = self.client.execute(request).await;
            match answer.and_then(reqwest::Response::error_for_status) {
                Ok(_) => Ok(()),
                Err(e) => Err(Fault::Internal(format!("the gateway: {}", e.without_url()))),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_breaks_out_of_its_place() {
        let letter = Letter { to: "13800138000".into(), text: "码\"1&2\\{to}".into() };
        assert_eq!(fill("m={to}&t={text}", &letter, in_url), "m=13800138000&t=%E7%A0%81%221%262%5C%7Bto%7D");
        let json = fill(r#"{"to":"{to}","text":"{text}"}"#, &letter, in_json);
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read["text"], letter.text);
    }

    #[test]
    fn the_request_is_what_the_configuration_says() {
        let headers = [("authorization".to_owned(), "Bearer x".to_owned())];
        let gateway = Gateway::open("https://sms.example/send?m={to}", &headers, Body::Json(r#"{"t":"{text}"}"#.into())).unwrap();
        let request = gateway.request(&Letter { to: "13800138000".into(), text: "你好".into() }).unwrap();
        assert_eq!(request.url().as_str(), "https://sms.example/send?m=13800138000");
        assert_eq!(request.headers()["authorization"], "Bearer x");
        assert_eq!(request.body().unwrap().as_bytes().unwrap(), r#"{"t":"你好"}"#.as_bytes());
        assert!(Gateway::open("no address", &[], Body::Nothing).is_err());
    }
}
