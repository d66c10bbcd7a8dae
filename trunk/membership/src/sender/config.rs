use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use super::Sender;
use super::gateway::{Body, Gateway};
use super::log::Log;
use super::smtp::Smtp;

/// Which way messages go, read from one line of the command line or the environment:
///
/// - `log`: into the program's own log.
/// - `smtps://user:password@host?from=hall@example.org&domain=sms.example.org` (or `smtp://…?tls=required&…`): a mail server;
///   `domain` makes mail addresses of mobile numbers.
/// - `https://gateway/send?to={to}&text={text}`: an HTTP gateway. Further parts follow behind `|`: `header Name: value`, and one
///   of `json {"mobile":"{to}","content":"{text}"}` or `form mobile={to}&content={text}`.
#[derive(Clone, PartialEq, Eq)]
pub enum SenderConfig {
    Log,
    Smtp { url: String, from: String, domain: Option<String> },
    Gateway { url: String, headers: Vec<(String, String)>, body: Body },
}

impl SenderConfig {
    /// Opens the way. `is_demo`: the log shows one-time codes on the next page too; no other way ever does.
    ///
    /// # Errors
    /// What is wrong with the configuration, in words for whoever runs the house.
    pub fn open(&self, is_demo: bool) -> Result<Arc<dyn Sender>, String> {
        Ok(match self {
            Self::Log => Arc::new(Log { shows_codes: is_demo }),
            Self::Smtp { url, from, domain } => Arc::new(Smtp::open(url, from, domain.clone())?),
            Self::Gateway { url, headers, body } => Arc::new(Gateway::open(url, headers, body.clone())?),
        })
    }
}

/// Without what is secret in it.
impl fmt::Debug for SenderConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Log => "log",
            Self::Smtp { .. } => "smtp",
            Self::Gateway { .. } => "gateway",
        })
    }
}

impl FromStr for SenderConfig {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once("://").map_or(text, |(scheme, _)| scheme) {
            "log" if text == "log" => Ok(Self::Log),
            "smtp" | "smtps" => read_smtp(text),
            "http" | "https" => read_gateway(text),
            _ => Err("expected log, smtp://…, smtps://…, http://… or https://…".to_owned()),
        }
    }
}

fn read_smtp(text: &str) -> Result<SenderConfig, String> {
    let (server, query) = text.split_once('?').unwrap_or((text, ""));
    let (mut from, mut domain, mut rest) = (None, None, Vec::new());
    for pair in query.split('&').filter(|p| !p.is_empty()) {
        match pair.split_once('=') {
            Some(("from", value)) => from = Some(value.to_owned()),
            Some(("domain", value)) => domain = Some(value.to_owned()),
            _ => rest.push(pair),
        }
    }
    let url = if rest.is_empty() { server.to_owned() } else { format!("{server}?{}", rest.join("&")) };
    Ok(SenderConfig::Smtp { url, from: from.ok_or("the mail server needs from=address")?, domain })
}

fn read_gateway(text: &str) -> Result<SenderConfig, String> {
    let mut parts = text.split('|').map(str::trim);
    let url = parts.next().unwrap_or_default().to_owned();
    let (mut headers, mut body) = (Vec::new(), Body::Nothing);
    for part in parts {
        body = match part.split_once(' ') {
            Some(("header", line)) => {
                let (name, value) = line.split_once(':').ok_or("a header is written Name: value")?;
                headers.push((name.trim().to_owned(), value.trim().to_owned()));
                body
            }
            Some(("json", template)) => Body::Json(template.to_owned()),
            Some(("form", template)) => Body::Form(template.to_owned()),
            _ => return Err("behind | stands header, json or form".to_owned()),
        };
    }
    let places = match &body {
        Body::Nothing => url.clone(),
        Body::Json(template) | Body::Form(template) => format!("{url}{template}"),
    };
    if places.contains("{to}") && places.contains("{text}") {
        Ok(SenderConfig::Gateway { url, headers, body })
    } else {
        Err("the gateway needs {to} and {text} in its address or body".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_is_read_and_a_slip_is_told() {
        assert_eq!("log".parse(), Ok(SenderConfig::Log));
        let SenderConfig::Smtp { url, from, domain } =
            "smtp://u:p@mail.example?tls=required&from=hall@example.org&domain=sms.example".parse().unwrap()
        else {
            panic!("not a mail server")
        };
        assert_eq!((url.as_str(), from.as_str()), ("smtp://u:p@mail.example?tls=required", "hall@example.org"));
        assert_eq!(domain.as_deref(), Some("sms.example"));
        let SenderConfig::Gateway { headers, body, .. } =
            "https://g.example/s|header X-Key: k|json {\"to\":\"{to}\",\"text\":\"{text}\"}".parse().unwrap()
        else {
            panic!("not a gateway")
        };
        assert_eq!(headers, [("X-Key".to_owned(), "k".to_owned())]);
        assert!(matches!(body, Body::Json(_)));
        for bad in
            ["", "logs", "log://x", "ftp://x", "smtp://mail.example", "https://g.example/s", "https://g.example/{to}|body {text}"]
        {
            assert!(bad.parse::<SenderConfig>().is_err(), "{bad}");
        }
    }

    #[tokio::test]
    async fn the_log_shows_codes_in_the_demonstration_only() {
        assert!(SenderConfig::Log.open(true).unwrap().shows_codes());
        assert!(!SenderConfig::Log.open(false).unwrap().shows_codes());
        let letter = super::super::Letter { to: "13800138000".into(), text: "x".into() };
        SenderConfig::Log.open(false).unwrap().send(&letter).await.unwrap();
        let mail: SenderConfig = "smtps://mail.example?from=hall@example.org".parse().unwrap();
        assert!(mail.open(true).unwrap().send(&letter).await.is_err(), "a number without a mail domain");
    }
}
