use askama::Template;
use axum::extract::State;
use axum::response::Response;
use ui::{Button, Empty, Head, Html, Row, Rows};
use web::{Ask, Failed};

use super::words::{state_there, time};
use crate::Signups;

/// What the reader asked for. For the reader alone.
pub async fn get(State(s): State<Signups>, ask: Ask) -> Result<Response, Failed> {
    let v = &ask.v;
    let entries = s.entries_of(ask.person()?).await?;
    let mut rows = Vec::with_capacity(entries.len());
    for e in &entries {
        let known = s.known(e.allotment_id).await?;
        let a = &known.allotment;
        let mut row = Row::new(a.title.as_str())
            .to(format!("/signups/{}", a.id))
            .fact(v.t1("signups-number", "n", v.number(e.number)))
            .fact(time(v, e.received_at))
            .end(state_there(&s, v, e).await?);
        if !a.href.is_empty() {
            row = row.fact(Html::link(&a.href, v.t("signups-what-it-is")));
        }
        rows.push(row);
    }
    let empty = Empty::new("signups", v.t("signups-mine-none")).hint(v.t("signups-mine-none-hint"));
    let page = MinePage {
        page: ask.page("signups-mine").at("me").back_to("/me", v.t("signups-me")),
        head: ui::head(v.t("signups-mine")),
        rows: Rows::new(rows).or(empty.act(Button::link("/activities", v.t("signups-mine-find")))),
    };
    Ok(ask.show_to_keep(&page))
}

#[derive(Template)]
#[template(path = "signups/mine.html")]
struct MinePage {
    page: ui::Page,
    head: Head,
    rows: Rows,
}
