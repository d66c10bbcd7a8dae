//! What is sent to a route.

use axum::body::Body;
use axum::http::Method;
use testkit::{Answer, Browser};
use uuid::Uuid;

use super::objects::Things;
use super::sheet;
use super::visitor::Line;

/// Rooms that take no field they do not know.
const STRICT: [&str; 16] = [
    "/sessions",
    "/programmes",
    "/preferences",
    "/venues",
    "/activities",
    "/signups",
    "/draws",
    "/studies",
    "/routes",
    "/challenges",
    "/accounts",
    "/benefits",
    "/merchants",
    "/drives",
    "/blueprints",
    "/limits",
];

/// A form with a file.
pub fn takes_a_file(line: &Line) -> bool {
    let path = line.path.as_str();
    line.method == Method::POST
        && (path.ends_with("/import")
            || path.ends_with("/imports")
            || path.ends_with("/intakes")
            || path.ends_with("/photo")
            || path.ends_with("/files")
            || path.ends_with("/files/new")
            || path.ends_with("/photos")
            || path.ends_with("/photos/new"))
}

/// What a form says that means it, so that a hole would change rows. Every screen takes the fields it knows.
fn earnest(things: &Things) -> Vec<(&'static str, String)> {
    let says = [
        ("key", Uuid::from_u128(0xC000).to_string()),
        ("union", things.union.to_string()),
        ("to", things.union.to_string()),
        ("phone", things.phone.clone()),
        ("person", things.person.to_string()),
        ("day", "2026-11-18".to_owned()),
        ("until", "2028-11-18".to_owned()),
        ("name", "改过的名字".to_owned()),
        ("title", "改过的名字".to_owned()),
        ("words", "照章办理".to_owned()),
        ("reason", "照章办理".to_owned()),
        ("answer", "approve".to_owned()),
        ("act", "approve".to_owned()),
        ("seen", "asked".to_owned()),
        ("revision", "1".to_owned()),
        ("heads", "9".to_owned()),
        ("kind", "firm".to_owned()),
        ("office", "officer".to_owned()),
        ("line", "0".to_owned()),
    ];
    says.into()
}

/// Sends what the route takes; `is_earnest` says all it knows, otherwise next to nothing.
pub async fn send(browser: &mut Browser, line: &Line, path: &str, things: &Things, is_earnest: bool) -> Answer {
    if takes_a_file(line) {
        let fields = [("consent", "1"), ("taking", "import"), ("act", "take")];
        let figures;
        let (name, file) = if path.contains("figures") || path.contains("intakes") {
            figures = sheet::past_figures(&things.union_name);
            ("figures.xlsx", figures.as_slice())
        } else {
            ("list.csv", "姓名,手机号\n未到,19944440001\n".as_bytes())
        };
        return browser.upload(path, &fields, name, file).await;
    }
    let mut words = if is_earnest { earnest(things) } else { vec![("union", things.union.to_string())] };
    if path.contains("/members/") && !path.contains("/applications/") {
        for (_, act) in words.iter_mut().filter(|(name, _)| *name == "act") {
            "verify".clone_into(act);
        }
    }
    if is_earnest && path.contains("/honours") {
        words.retain(|(name, _)| *name != "title");
        words.extend([("title", "craftsman"), ("level", "city"), ("year", "2020")].map(|(name, text)| (name, text.to_owned())));
    }
    let (kind, body) = match line.method {
        Method::GET => (None, Body::empty()),
        _ if path.starts_with("/api/") => {
            let is_strict = STRICT.iter().any(|room| path.contains(room));
            let known = |name: &str| match name {
                "reason" if path.contains("/drives/") && path.ends_with("/retraction") => true,
                "revision" if path.contains("/drives/") && (path.ends_with("/retraction") || path.ends_with("/closing")) => false,
                "reason" | "revision" if ["/retraction", "/closing", "/count"].iter().any(|end| path.ends_with(end)) => true,
                "reason" | "revision" if path.contains("/drives/") && path.ends_with("/return") => true,
                "reason" | "revision" if path.contains("/challenges/") && path.ends_with("/cancellation") => true,
                "revision" if path.contains("/drives/") && path.ends_with("/approval") => true,
                "reason" => path.ends_with("/cancellation") || path.ends_with("/undo"),
                "revision" if path.contains("/activities/") => path.ends_with("/cancellation") || path.ends_with("/move"),
                "phone" => path.ends_with("/witnesses"),
                "words" => path.ends_with("/seal") || path.ends_with("/opening"),
                "heads" => path.ends_with("/count"),
                "revision" => path.ends_with("/places"),
                "key" => ["/again", "/entries", "/session"].iter().any(|end| path.ends_with(end)),
                _ => false,
            };
            let said = words.iter().filter(|(name, _)| !is_strict || (is_earnest && known(name)));
            let said = said.map(|(name, text)| {
                let value = if *name == "revision" { serde_json::json!(1) } else { serde_json::json!(text) };
                ((*name).to_owned(), value)
            });
            (Some("application/json"), serde_json::Value::Object(said.collect()).to_string().into())
        }
        _ => {
            let pairs: Vec<String> = words.iter().map(|(name, text)| format!("{name}={text}")).collect();
            (Some("application/x-www-form-urlencoded"), pairs.join("&").into())
        }
    };
    browser.send(line.method.clone(), path, kind, body, &[]).await
}
