use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use ui::{Empty, Page};
use web::{Ask, Failed};

use crate::house::Membership;

#[derive(Template)]
#[template(path = "membership/overdue.html")]
struct Overdue {
    page: Page,
    /// Union, how many, since which day.
    lines: Vec<(String, String, String)>,
    empty: Empty,
}

/// `GET /members/overdue`: which unions below owe answers. Numbers and days, no names.
pub(crate) async fn get(State(m): State<Membership>, scope: Scope, ask: Ask) -> Result<Response, Failed> {
    let v = &ask.v;
    let owed = m.owed_below(&scope).await?;
    let lines = owed.into_iter().map(|(name, o)| (name, v.number(o.n), v.date(o.oldest_due_day))).collect();
    let empty = Empty::new("membership", v.t("membership-overdue-none")).hint(v.t("membership-overdue-none-hint"));
    Ok(ask.show(&Overdue { page: ask.page("membership-overdue").at("organisation"), lines, empty }))
}
