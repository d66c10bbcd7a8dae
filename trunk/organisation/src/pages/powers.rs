//! The table of powers on one screen: which office may do what.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use ui::Page;
use web::{Ask, Failed};

use crate::house::Organisation;
use crate::power::{Office, Power};

#[derive(Template)]
#[template(path = "organisation/powers.html")]
struct Screen {
    page: Page,
    offices: Vec<String>,
    /// Powers that stay at the post's own union, and those that may reach below, each under its head.
    groups: Vec<(String, Vec<Row>)>,
}

struct Row {
    power: String,
    held: Vec<bool>,
}

pub(crate) async fn get(State(_): State<Organisation>, ask: Ask) -> Result<Response, Failed> {
    let v = &ask.v;
    let row =
        |power: &Power| Row { power: v.t(power.key()), held: Office::ALL.iter().map(|office| office.has(*power)).collect() };
    let group = |key: &str, home: bool| (v.t(key), Power::ALL.iter().filter(|p| p.stays_home() == home).map(row).collect());
    let screen = Screen {
        offices: Office::ALL.iter().map(|o| v.t(o.key())).collect(),
        groups: vec![group("organisation-reach-home", true), group("organisation-reach-below", false)],
        page: ask.page("organisation-powers").at("organisation").under("/unions", v.t("organisation-unions")),
    };
    Ok(ask.show(&screen))
}
