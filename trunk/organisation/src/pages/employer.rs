//! An employer's page: what is known of it, which unions cover it, who speaks for it.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use codes::Day;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Empty, Facts, Field, Html, Page, Row, Rows};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::sheet::Sheet;
use super::{answer, employers as directory, fields};
use crate::acting::Acting;
use crate::house::Organisation;
use crate::power::Power;
use crate::rows::{coverage, employer, seat};
use crate::scope::Scope;
use crate::verbs::employers::{self, Covering, EmployerForm, Seating, kind_key};

#[derive(Template)]
#[template(path = "organisation/employer.html")]
struct Screen {
    page: Page,
    id: Uuid,
    facts: Facts,
    covered: Vec<Line>,
    seats: Rows,
    cover: Vec<Field>,
    seat: Vec<Field>,
    may: bool,
}

/// A union that covers or covered the employer.
struct Line {
    union: Html,
    from: String,
    until: String,
    end: Option<Button>,
}

/// Which of the two forms was sent, and what is wrong with it.
#[derive(Default)]
struct Sent<'a> {
    cover: Covering,
    seat: Seating,
    covering: &'a [FieldFault],
    seating: &'a [FieldFault],
}

async fn screen(o: &Organisation, ask: &Ask, scope: &Scope, id: Uuid, sent: &Sent<'_>) -> Outcome<Screen> {
    let (v, db, today) = (&ask.v, o.store().read(), o.today());
    let known = employer::get(db, id).await?.ok_or(Fault::NotFound)?;
    let covered = coverage::of_employer(db, id).await?;
    let seats = seat::of_employer(db, id, today).await?;
    let people: Vec<Uuid> = seats.iter().map(|s| s.person).collect();
    let reaches = covered.iter().any(|c| scope.may(Power::Organise, c.union_id));
    let may = reaches || (covered.iter().all(|c| c.until_day <= today.0) && scope.has(Power::Organise));
    let names = match o.people() {
        Some(known) if may => known.office_holders(&people).await?,
        _ => HashMap::new(),
    };
    let facts = Facts::new()
        .fact(v.t("organisation-employer-kind"), v.t(kind_key(&known.kind)))
        .maybe(v.t("organisation-credit-code"), known.credit_code.clone())
        .maybe(v.t("organisation-workers"), (known.workers > 0).then(|| v.number(i64::from(known.workers))))
        .maybe(v.t("organisation-division"), known.division.clone());
    let line = |c: &coverage::CoverageRow| {
        let open = c.until_day == Day::OPEN.0;
        let end = (open && scope.may(Power::Organise, c.union_id)).then(|| {
            Button::post(format!("/employers/{id}/uncover/{}", c.union_id), v.t("organisation-uncover"))
                .small()
                .text()
                .with("day", today)
                .ask(v.t("organisation-uncover-ask"))
        });
        Line {
            union: Html::link(format!("/unions/{}", c.union_id), o.federation.name(c.union_id)),
            from: v.iso_date(c.from_day),
            until: if open { String::new() } else { v.iso_date(c.until_day) },
            end,
        }
    };
    let seated = seats.iter().map(|s| {
        let who = names.get(&s.person).cloned().unwrap_or_else(|| v.t("organisation-post-nobody"));
        let row = Row::new(who).fact(v.t1("organisation-since", "day", v.full_date(s.from_day)));
        if may {
            row.end(Button::post(format!("/employers/{id}/seats/{}/end", s.person), v.t("organisation-unseat")).small().text())
        } else {
            row
        }
    });
    let mut cover = fields::union(o, ask, "organisation-covered-by", "organisation-union-hint", &sent.cover.to, sent.covering);
    cover.push(fields::day(ask, &sent.cover.day, today, sent.covering));
    let phone = Field::phone("phone", v.t("organisation-seat-phone"))
        .hint(v.t("organisation-person-phone-hint"))
        .value(&sent.seat.phone)
        .error(ask.error(sent.seating, "phone"));
    let page = ask.page_named(known.name.as_str()).at("organisation");
    Ok(Screen {
        page: page.under("/unions", v.t("organisation-unions")).under("/employers", v.t("organisation-employers")),
        id,
        facts,
        covered: covered.iter().map(line).collect(),
        seats: Rows::new(seated.collect::<Vec<_>>()).or(Empty::new("membership", v.t("organisation-seats-none"))),
        cover,
        seat: vec![phone],
        may,
    })
}

pub(crate) async fn get(State(o): State<Organisation>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    Ok(ask.show(&screen(&o, &ask, &scope, id, &Sent::default()).await?))
}

pub(crate) async fn cover(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<Covering>,
) -> Result<Response, Failed> {
    match employers::cover(&Acting::new(&o, &scope, ask.actor()), id, &form).await {
        Ok(()) => Ok(ask.go_saying(&format!("/employers/{id}"), "organisation-said-covered")),
        Err(Fault::Invalid(faults)) => {
            let sent = Sent { cover: form, covering: &faults, ..Sent::default() };
            Ok(ask.show_again(&screen(&o, &ask, &scope, id, &sent).await?))
        }
        Err(fault) => Err(fault.into()),
    }
}

pub(crate) async fn uncover(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path((id, union)): Path<(Uuid, Uuid)>,
    Form(form): Form<Covering>,
) -> Result<Response, Failed> {
    employers::uncover(&Acting::new(&o, &scope, ask.actor()), id, union, &form).await?;
    Ok(ask.go_saying(&format!("/employers/{id}"), "organisation-said-uncovered"))
}

pub(crate) async fn seat(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<Seating>,
) -> Result<Response, Failed> {
    match employers::seat_employer(&Acting::new(&o, &scope, ask.actor()), id, &form).await {
        Ok(()) => Ok(ask.go_saying(&format!("/employers/{id}"), "organisation-said-seated")),
        Err(Fault::Invalid(faults)) => {
            let sent = Sent { seat: form, seating: &faults, ..Sent::default() };
            Ok(ask.show_again(&screen(&o, &ask, &scope, id, &sent).await?))
        }
        Err(fault) => Err(fault.into()),
    }
}

pub(crate) async fn unseat(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path((id, person)): Path<(Uuid, Uuid)>,
) -> Result<Response, Failed> {
    employers::unseat_employer(&Acting::new(&o, &scope, ask.actor()), id, person).await?;
    Ok(ask.go_saying(&format!("/employers/{id}"), "organisation-said-unseated"))
}

fn sheet(o: &Organisation, ask: &Ask, scope: &Scope, id: Uuid, form: &EmployerForm, faults: &[FieldFault]) -> Sheet {
    let home = scope.home().unwrap_or(Uuid::nil());
    let mut sheet =
        Sheet::about(o, ask, scope, home, "organisation-employer-edit", "organisation-employer-edit-lead", "organisation-save");
    sheet.page.crumbs.clear();
    sheet.page = sheet.page.under("/employers", ask.v.t("organisation-employers"));
    sheet.back = format!("/employers/{id}");
    sheet.back_label = ask.v.t("organisation-back-to-employer");
    directory::questions(ask, form, faults).into_iter().fold(sheet, Sheet::field).loose(
        ask,
        faults,
        &["name", "credit_code", "kind", "workers", "division"],
    )
}

pub(crate) async fn edit_form(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
) -> Result<Response, Failed> {
    let known = employer::get(o.store().read(), id).await?.ok_or(Fault::NotFound)?;
    let form = EmployerForm {
        name: known.name,
        credit_code: known.credit_code.unwrap_or_default(),
        kind: known.kind,
        workers: known.workers.to_string(),
        division: known.division.unwrap_or_default(),
        ..EmployerForm::default()
    };
    Ok(ask.show(&sheet(&o, &ask, &scope, id, &form, &[])))
}

pub(crate) async fn edit(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<EmployerForm>,
) -> Result<Response, Failed> {
    let done = employers::correct_employer(&Acting::new(&o, &scope, ask.actor()), id, &form).await;
    answer(
        done,
        |()| ask.go_saying(&format!("/employers/{id}"), "organisation-said-employer"),
        |faults| ask.show_again(&sheet(&o, &ask, &scope, id, &form, faults)),
    )
}
