//! The employers' directory, and entering one.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use store::FieldFault;
use ui::{Button, Empty, Field, Href, Page, Pager, Row, Rows, Width};
use uuid::Uuid;
use web::{Ask, Failed, Form, Query};

use super::sheet::Sheet;
use super::{answer, fields};
use crate::acting::Acting;
use crate::house::Organisation;
use crate::power::Power;
use crate::rows::employer::{self, EmployerRow};
use crate::scope::Scope;
use crate::verbs::employers::{self, EmployerForm, KINDS, kind_key};

const PAGE: i64 = 50;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
    page: String,
}

#[derive(Template)]
#[template(path = "organisation/employers.html")]
struct Screen {
    page: Page,
    find: Field,
    count: String,
    rows: Rows,
    pager: Pager,
    may_enter: bool,
}

fn row(ask: &Ask, e: &EmployerRow) -> Row {
    let v = &ask.v;
    let mut row = Row::new(e.name.as_str()).to(format!("/employers/{}", e.id)).fact(v.t(kind_key(&e.kind)));
    if let Some(code) = &e.credit_code {
        row = row.fact(code.as_str());
    }
    if e.workers > 0 {
        row = row.fact(v.t1("organisation-workers-n", "n", v.number(i64::from(e.workers))));
    }
    row
}

pub(crate) async fn list(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Query(asked): Query<Asked>,
) -> Result<Response, Failed> {
    let (v, db) = (&ask.v, o.store().read());
    let total = employer::count(db, &asked.q).await?;
    let last = (total - 1).max(0) / PAGE;
    let number = asked.page.parse::<i64>().unwrap_or(1).clamp(1, last + 1);
    let found = employer::search(db, &asked.q, (number - 1) * PAGE, PAGE).await?;
    let base = Href::new("/employers").with("q", &asked.q);
    let pager = Pager::new(v, base, number.unsigned_abs(), PAGE.unsigned_abs(), total.unsigned_abs());
    let may_enter = scope.has(Power::Organise);
    let mut empty = Empty::new("organisation", v.t("organisation-employers-none"));
    if may_enter {
        empty = empty.act(Button::link("/employers/new", v.t("organisation-employer-enter")));
    }
    let screen = Screen {
        page: ask.page("organisation-employers").at("organisation").under("/unions", v.t("organisation-unions")),
        find: Field::text("q", v.t("organisation-employer-find")).value(&asked.q).bare(),
        count: v.number(total),
        rows: Rows::new(found.iter().map(|e| row(&ask, e)).collect::<Vec<_>>()).or(empty),
        pager,
        may_enter,
    };
    Ok(ask.show(&screen))
}

/// The questions about an employer.
pub(crate) fn questions(ask: &Ask, form: &EmployerForm, faults: &[FieldFault]) -> Vec<Field> {
    let v = &ask.v;
    vec![
        Field::text("name", v.t("organisation-employer-name"))
            .value(&form.name)
            .error(ask.error(faults, "name"))
            .required()
            .first(),
        fields::credit_code(ask, &form.credit_code, faults),
        Field::radios("kind", v.t("organisation-employer-kind"))
            .choices(KINDS.iter().map(|k| (*k, v.t(kind_key(k)))))
            .value(if form.kind.is_empty() && faults.is_empty() { "firm" } else { &form.kind })
            .error(ask.error(faults, "kind")),
        Field::number("workers", v.t("organisation-workers"))
            .value(&form.workers)
            .error(ask.error(faults, "workers"))
            .optional(v),
        fields::division(ask, &form.division, faults).width(Width::Middle),
    ]
}

fn sheet(o: &Organisation, ask: &Ask, scope: &Scope, form: &EmployerForm, faults: &[FieldFault]) -> Sheet {
    let home = scope.home().unwrap_or(Uuid::nil());
    let mut sheet =
        Sheet::about(o, ask, scope, home, "organisation-employer-enter", "organisation-employer-enter-lead", "organisation-save");
    sheet.page.crumbs.clear();
    sheet.page = sheet.page.under("/employers", ask.v.t("organisation-employers"));
    sheet.back = "/employers".into();
    sheet.back_label = ask.v.t("organisation-employers");
    let covering = fields::union(o, ask, "organisation-covered-by", "organisation-covered-by-hint", &form.to, faults);
    questions(ask, form, faults).into_iter().chain(covering).fold(sheet, Sheet::field).loose(
        ask,
        faults,
        &["name", "credit_code", "kind", "workers", "division", "to"],
    )
}

pub(crate) async fn get(State(o): State<Organisation>, ask: Ask, scope: Scope) -> Result<Response, Failed> {
    Ok(ask.show(&sheet(&o, &ask, &scope, &EmployerForm::default(), &[])))
}

pub(crate) async fn post(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Form(form): Form<EmployerForm>,
) -> Result<Response, Failed> {
    let done = employers::enter_employer(&Acting::new(&o, &scope, ask.actor()), &form).await;
    answer(
        done,
        |id| ask.go_saying(&format!("/employers/{id}"), "organisation-said-employer"),
        |faults| ask.show_again(&sheet(&o, &ask, &scope, &form, faults)),
    )
}
