use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use organisation::{Power, Scope};
use store::Fault;
use ui::{Button, Facts, Head, Note, Row, Rows};
use uuid::Uuid;
use web::{Ask, Failed, Path};

use super::said;
use crate::Benefits;
use crate::rows::{benefit, merchant};
use crate::rules::kinds::key_of;

#[derive(Template)]
#[template(path = "benefits/benefit.html")]
struct BenefitPage {
    page: ui::Page,
    head: Head,
    notes: Vec<Note>,
    summary: Vec<String>,
    facts: Facts,
    acts: Vec<Button>,
    places: Rows,
}

/// `GET /benefits/{benefit}`: what it is, who may, what it costs, and where one signs up.
pub async fn get(
    State(b): State<Benefits>,
    scope: Option<Extension<Scope>>,
    ask: Ask,
    Path(id): Path<Uuid>,
) -> Result<Response, Failed> {
    let (v, db) = (&ask.v, b.store().read());
    let it = benefit::get(db, id).await?.ok_or(Fault::NotFound)?;
    let a = b.signups.allotment(it.allotment_id).await?;
    let is_out_of_money = said::is_out_of_money(&b, &it, &a).await?;
    let mut head = ui::head(it.title.as_str()).says(b.federation().name(it.union_id));
    if scope.is_some_and(|s| s.0.may(Power::HandOut, it.union_id)) {
        head = head.act(Button::link(format!("{}/desk", it.href()), v.t("benefits-manage")));
    }
    let mut notes = Vec::new();
    if it.is_cancelled() {
        notes.push(Note::warn(v.t("benefits-is-cancelled")));
    } else if is_out_of_money && ask.now() < it.closes_at {
        notes.push(Note::warn(v.t("benefits-out-of-money")));
    }
    let facts = Facts::new()
        .fact(v.t("benefits-kind"), v.t(key_of(&it.kind)))
        .fact(v.t("benefits-value"), v.money(it.value))
        .fact(v.t("benefits-you-pay"), v.money(it.price))
        .maybe(v.t("benefits-union-pays"), (it.subsidy > 0).then(|| v.money(it.subsidy)))
        .maybe(v.t("benefits-uses"), (it.uses > 1).then(|| v.t1("benefits-times", "n", i64::from(it.uses))))
        .fact(v.t("benefits-places"), said::places(v, &a))
        .fact(v.t("benefits-sign-up-time"), v.t2("benefits-from-to", "from", v.stamp(a.opens_at), "to", v.until(a.closes_at)))
        .fact(v.t("benefits-valid"), said::valid(v, &it));
    let mut acts = Vec::new();
    if !it.is_cancelled() {
        let asked = match &ask.signed_in {
            Some(who) => b.signups.entry_of(it.allotment_id, who.person).await?,
            None => None,
        };
        let desk = format!("/signups/{}", it.allotment_id);
        acts.push(match asked {
            Some(entry) if entry.has_place() => Button::link(format!("/vouchers/{id}"), v.t("benefits-my-voucher")).main().wide(),
            Some(_) => Button::link(desk, v.t("benefits-to-signup")).main().wide(),
            None => Button::link(desk, v.t("benefits-sign-up")).main().wide(),
        });
    }
    let places = merchant::of_benefit(db, id).await?;
    let places = places
        .iter()
        .map(|m| Row::new(m.name.as_str()).icon("place", v.t("benefits-place")).fact(format!("{} {}", m.area, m.place)));
    let page = BenefitPage {
        page: ask.page_named(it.title.as_str()).at("activities").back_to("/offers", v.t("benefits-offers")),
        head,
        notes,
        summary: it.summary.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        facts,
        acts,
        places: Rows::new(places),
    };
    Ok(ask.show(&page))
}
