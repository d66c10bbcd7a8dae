use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Empty, Facts, Field, Fig, Figs, Head, Mistakes, Note, Row, Rows, State as Shape};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path, Query};

use super::said;
use crate::rows::benefit::Benefit;
use crate::rows::redemption::Redemption;
use crate::rows::{merchant, redemption};
use crate::{Benefits, By, cancel_benefit, sight, undo as take_back};

/// Redemptions shown.
const MOST: i64 = 200;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Said {
    /// The queue number whose redemption is to be taken back.
    undo: String,
    number: String,
    reason: String,
}

pub async fn get(
    State(b): State<Benefits>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Query(said): Query<Said>,
) -> Result<Response, Failed> {
    Ok(ask.show(&view(&ask, &b, &scope, id, &said, &[]).await?))
}

pub async fn cancel(State(b): State<Benefits>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let to = format!("/benefits/{id}/desk");
    match cancel_benefit(&b, &scope, &ask.actor(), id).await {
        Ok(()) => Ok(ask.go_saying(&to, "benefits-cancelled")),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning(&to, key)),
        Err(fault) => Err(fault.into()),
    }
}

pub async fn undo(
    State(b): State<Benefits>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(sent): Form<Said>,
) -> Result<Response, Failed> {
    let to = format!("/benefits/{id}/desk");
    let number = sent.number.parse().unwrap_or(0);
    match take_back(&b, &ask.actor(), &By::Officer(&scope, &sent.reason), id, number).await {
        Ok(()) => Ok(ask.go_saying(&to, "benefits-undone")),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning(&to, key)),
        Err(Fault::Invalid(faults)) => {
            let said = Said { undo: sent.number.clone(), ..sent };
            Ok(ask.show_again(&view(&ask, &b, &scope, id, &said, &faults).await?))
        }
        Err(fault) => Err(fault.into()),
    }
}

#[derive(Template)]
#[template(path = "benefits/benefit_desk.html")]
struct DeskPage {
    page: ui::Page,
    head: Head,
    figs: Figs,
    notes: Vec<Note>,
    undo: Option<UndoForm>,
    rows: Rows,
    facts: Facts,
    acts: Vec<Button>,
}

struct UndoForm {
    action: String,
    number: String,
    says: String,
    mistakes: Mistakes,
    reason: Field,
    submit: Button,
    back: Button,
}

async fn view(ask: &Ask, b: &Benefits, scope: &Scope, id: Uuid, said: &Said, faults: &[FieldFault]) -> Outcome<DeskPage> {
    let it = sight::benefit(b, scope, id).await?;
    let (v, db, path) = (&ask.v, b.store().read(), format!("/benefits/{id}"));
    let a = b.signups.allotment(it.allotment_id).await?;
    let all = redemption::of_allotment(db, it.allotment_id, MOST).await?;
    let merchants: HashMap<Uuid, String> = merchant::of_benefit(db, id).await?.into_iter().map(|m| (m.id, m.name)).collect();
    let rows = all.iter().map(|r| row(ask, &path, r, merchants.get(&r.merchant_id).map_or("", String::as_str)));
    let mut notes = Vec::new();
    if it.is_cancelled() {
        notes.push(Note::warn(v.t("benefits-is-cancelled")));
    } else if said::is_out_of_money(b, &it, &a).await? {
        let note = Note::warn(v.t1("benefits-desk-out-of-money", "n", v.number(a.waiting)));
        notes.push(match it.account {
            Some(account) => note.link(format!("/accounts/{account}"), v.t("benefits-account")),
            None => note,
        });
    }
    if let (Some(account), false) = (it.account, it.is_cancelled()) {
        // Published for more than the account pays: told now, and not when the last paid place is gone.
        let covers = b.signups.account(account).await?.left() / it.subsidy.max(1);
        if it.subsidy > 0 && covers > 0 && covers < a.places - a.taken {
            let text = v.t2("benefits-desk-covers", "n", v.number(covers), "of", v.number(a.places - a.taken));
            notes.push(Note::warn(text).link(format!("/accounts/{account}"), v.t("benefits-account")));
        }
    }
    let undo = (!said.undo.is_empty()).then(|| undo_form(ask, &path, said, &all, faults));
    let mut acts = vec![
        Button::link(format!("/signups/{}/desk", it.allotment_id), v.t("benefits-signup-desk")),
        Button::link(format!("/signups/{}/money", it.allotment_id), v.t("benefits-money-desk")),
    ];
    if !it.is_cancelled() {
        acts.push(Button::post(format!("{path}/cancel"), v.t("benefits-cancel")).text().ask(v.t("benefits-cancel-sure")));
    }
    Ok(DeskPage {
        page: ask
            .page_named(it.title.as_str())
            .at("benefits")
            .under(format!("/benefits?union={}", it.union_id), v.t("benefits-benefits")),
        head: ui::head(it.title.as_str()).says(b.federation().name(it.union_id)).act(Button::link(&path, v.t("benefits-look"))),
        figs: figs(ask, b, &it, &a).await?,
        notes,
        undo,
        rows: Rows::new(rows)
            .tight()
            .or(Empty::new("scan", v.t("benefits-none-redeemed")).hint(v.t("benefits-none-redeemed-hint"))),
        facts: Facts::new()
            .fact(v.t("benefits-price"), said::price(v, &it))
            .fact(v.t("benefits-union-pays"), v.money(it.subsidy))
            .fact(v.t("benefits-valid"), said::valid(v, &it))
            .fact(v.t("benefits-uses"), v.t1("benefits-times", "n", i64::from(it.uses)))
            .fact(v.t("benefits-where"), merchants.values().cloned().collect::<Vec<_>>().join("、")),
        acts,
    })
}

fn row(ask: &Ask, path: &str, r: &Redemption, merchant: &str) -> Row {
    let v = &ask.v;
    let row = Row::new(v.t1("benefits-number-n", "n", v.number(r.number)))
        .fact(v.stamp(r.at))
        .fact(merchant)
        .fact(v.t1("benefits-code-last", "code", r.code.as_str()))
        .fact(v.t1("benefits-owed-n", "money", v.money(r.owed)));
    let undo = || Button::link(format!("{path}/desk?undo={}", r.number), v.t("benefits-undo")).small().text();
    match (r.undone_at, r.statement) {
        (Some(_), _) => row.fact(r.undone_why.as_str()).end(Shape::Off.says(v.t("benefits-was-undone"))),
        (None, Some(n)) => row.fact(Shape::Done.says(v.t1("benefits-settled-n", "n", i64::from(n)))).end(undo()),
        (None, None) => row.end(undo()),
    }
}

fn undo_form(ask: &Ask, path: &str, said: &Said, all: &[Redemption], faults: &[FieldFault]) -> UndoForm {
    let v = &ask.v;
    let number = v.t1("benefits-undo-says", "n", said.undo.as_str());
    // The latest stand first.
    let meant = all.iter().find(|r| r.stands() && r.number.to_string() == said.undo);
    let says = match meant.and_then(|r| r.statement) {
        Some(n) => format!("{number}　{}", v.t1("benefits-undo-corrects", "n", i64::from(n))),
        None => number,
    };
    let reason = Field::text("reason", v.t("benefits-reason"))
        .hint(v.t("benefits-reason-hint"))
        .value(&said.reason)
        .error(ask.error(faults, "reason"))
        .first();
    UndoForm {
        action: format!("{path}/undo"),
        number: said.undo.clone(),
        says,
        mistakes: ui::mistakes(v, [&reason]),
        reason,
        submit: Button::submit(v.t("benefits-undo-it")).main(),
        back: Button::link(format!("{path}/desk"), v.t("benefits-not-now")).text(),
    }
}

async fn figs(ask: &Ask, b: &Benefits, it: &Benefit, a: &signups::Allotment) -> Outcome<Figs> {
    let v = &ask.v;
    let sum = redemption::sum(b.store().read(), it.allotment_id).await?;
    let counts = b.signups.counts(it.allotment_id).await?;
    let promised: i64 = counts.iter().map(|c| c.subsidy).sum();
    let mut figs = vec![
        Fig::new(v.t("benefits-fig-taken"), v.number(a.taken)).unit(format!("/ {}", v.number(a.places))).about(v.t1(
            "benefits-fig-waiting",
            "n",
            v.number(a.waiting),
        )),
        Fig::new(v.t("benefits-fig-redeemed"), v.number(sum.vouchers)).about(v.t1("benefits-fig-times", "n", sum.times)),
    ];
    if let Some(account) = it.account {
        let left = b.signups.account(account).await?.left();
        figs.push(Fig::new(v.t("benefits-fig-reserved"), v.money(promised - sum.spent)));
        figs.push(Fig::new(v.t("benefits-fig-spent"), v.money(sum.spent)).about(v.t1(
            "benefits-fig-left",
            "money",
            v.money(left),
        )));
    }
    Ok(Figs::new(figs))
}
