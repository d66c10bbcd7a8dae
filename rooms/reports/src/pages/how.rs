//! How everything is counted: one page, the same for everybody.

use askama::Template;
use axum::response::Response;
use ui::Facts;
use web::{Ask, Failed};

#[derive(Template)]
#[template(path = "reports/how.html")]
struct Screen {
    page: ui::Page,
    measures: Facts,
}

/// Measure and how it is counted.
const HOW: [(&str, &str); 14] = [
    ("reports-sessions", "reports-how-sessions"),
    ("reports-co-held", "reports-how-co-held"),
    ("reports-attendances", "reports-how-attendances"),
    ("reports-people", "reports-how-people"),
    ("reports-views", "reports-how-views"),
    ("reports-units", "reports-how-units"),
    ("reports-unions", "reports-how-unions"),
    ("reports-hours", "reports-how-hours"),
    ("reports-reported", "reports-how-reported"),
    ("reports-held-by", "reports-how-held-by"),
    ("reports-members-of", "reports-how-members-of"),
    ("reports-as-it-was", "reports-how-as-it-was"),
    ("reports-as-it-is", "reports-how-as-it-is"),
    ("reports-few", "reports-how-few"),
];

/// `GET /figures/how`
pub async fn get(ask: Ask) -> Result<Response, Failed> {
    let measures = HOW.iter().fold(Facts::new(), |facts, (name, how)| facts.fact(ask.v.t(name), ask.v.t(how)));
    Ok(ask.show(&Screen { page: ask.page("reports-how-title").at("reports"), measures }))
}
