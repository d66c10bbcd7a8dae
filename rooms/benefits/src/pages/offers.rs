use std::collections::BTreeSet;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use ui::{Empty, Field, Head, Row, Rows};
use web::{Ask, Failed, Query};

use super::said;
use crate::Benefits;
use crate::rows::{benefit, offer};
use crate::rules::kinds::{KINDS, key_of};

/// Benefits and offers shown.
const MOST: i64 = 300;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    area: String,
    kind: String,
}

#[derive(Template)]
#[template(path = "benefits/offers.html")]
struct OffersPage {
    page: ui::Page,
    head: Head,
    area: Field,
    kind: Field,
    benefits: Rows,
    offers: Rows,
}

/// `GET /offers`: what members can sign up for, and where the card is worth something; for everybody to read.
pub async fn get(State(b): State<Benefits>, ask: Ask, Query(wish): Query<Wish>) -> Result<Response, Failed> {
    let (v, db) = (&ask.v, b.store().read());
    let standing = benefit::standing(db, ask.now(), MOST).await?;
    let all = offer::standing(db, b.today(), MOST).await?;
    let areas: BTreeSet<&str> = all.iter().map(|o| o.area.as_str()).collect();
    let is_kind = |kind: &str| wish.kind.is_empty() || wish.kind == kind;
    let benefits = standing.iter().filter(|it| is_kind(&it.kind)).map(|it| {
        Row::new(it.title.as_str())
            .to(it.href())
            .fact(v.t(key_of(&it.kind)))
            .fact(b.federation().name(it.union_id))
            .fact(v.t1("benefits-sign-up-until", "at", v.until(it.closes_at)))
            .end(said::price(v, it))
    });
    let offers = all.iter().filter(|o| is_kind(&o.kind) && (wish.area.is_empty() || wish.area == o.area)).map(|o| {
        let row =
            Row::new(o.title.as_str()).fact(o.name.as_str()).fact(v.t(key_of(&o.kind))).fact(format!("{} {}", o.area, o.place));
        let row = if o.terms.is_empty() { row } else { row.fact(o.terms.as_str()) };
        row.fact(v.t1("benefits-offer-until", "day", v.full_date(o.until_day)))
    });
    let any = || v.t("benefits-any");
    let page = OffersPage {
        page: ask.page("benefits-offers").at("activities"),
        head: ui::head(v.t("benefits-offers")).says(v.t("benefits-offers-lead")),
        area: Field::select("area", v.t("benefits-area"))
            .choice("", any())
            .choices(areas.iter().map(|area| (*area, *area)))
            .value(&wish.area)
            .bare(),
        kind: Field::select("kind", v.t("benefits-kind"))
            .choice("", any())
            .choices(KINDS.iter().map(|k| (k.name, v.t(k.key))))
            .value(&wish.kind)
            .bare(),
        benefits: Rows::new(benefits).or(Empty::new("signups", v.t("benefits-none-open")).hint(v.t("benefits-none-open-hint"))),
        offers: Rows::new(offers).or(Empty::new("membership", v.t("benefits-no-offers")).hint(v.t("benefits-no-offers-hint"))),
    };
    Ok(ask.show(&page))
}
