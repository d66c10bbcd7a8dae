use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use ui::{Button, Empty, Head, Href, Row, Rows, State, Views};
use web::{Ask, Failed, Query};

use super::said;
use crate::Benefits;
use crate::rows::{benefit, redemption};

/// Benefits shown.
const MOST: i64 = 100;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    union: String,
}

#[derive(Template)]
#[template(path = "benefits/desk.html")]
struct DeskPage {
    page: ui::Page,
    head: Head,
    unions: Option<Views>,
    rows: Rows,
}

/// `GET /benefits`: what a union has opened, the latest first.
pub async fn get(Shared(b): Shared<Benefits>, ask: Ask, scope: Scope, Query(wish): Query<Wish>) -> Result<Response, Failed> {
    let union = said::union(&scope, &wish.union)?;
    let (v, db, now) = (&ask.v, b.store().read(), ask.now());
    let mut rows = Vec::new();
    for it in benefit::of_unions(db, &[union], MOST).await? {
        let a = b.signups.allotment(it.allotment_id).await?;
        let sum = redemption::sum(db, it.allotment_id).await?;
        let row = Row::new(it.title.as_str())
            .to(format!("{}/desk", it.href()))
            .fact(said::places(v, &a))
            .fact(v.t1("benefits-redeemed-n", "n", v.number(sum.vouchers)))
            .fact(said::valid(v, &it));
        let (state, key) = match () {
            () if it.is_cancelled() => (State::Off, "benefits-run-cancelled"),
            () if now >= it.valid_until => (State::Done, "benefits-run-over"),
            () if now >= it.closes_at => (State::Planned, "benefits-run-redeeming"),
            () => (State::Due, "benefits-run-open"),
        };
        rows.push(row.end(state.says(v.t(key))));
    }
    let new = || Button::link(format!("/benefits/new?union={union}"), v.t("benefits-new"));
    let page = DeskPage {
        page: ask.page("benefits-benefits").at("benefits"),
        head: ui::head(v.t("benefits-benefits"))
            .says(b.federation().name(union))
            .act(Button::link(format!("/merchants?union={union}"), v.t("benefits-merchants")))
            .act(Button::link("/blueprints?room=benefits", v.t("benefits-from-blueprint")))
            .act(new().main()),
        unions: said::unions(v, &b, &scope, &Href::new("/benefits"), union),
        rows: Rows::new(rows)
            .or(Empty::new("signups", v.t("benefits-desk-none")).hint(v.t("benefits-desk-none-hint")).act(new())),
    };
    Ok(ask.show(&page))
}
