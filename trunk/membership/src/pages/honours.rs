//! The honours of one member: what is recorded, a form for one more, and the way to take back what was a mistake.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::{Power, Scope};
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Empty, Field, Html, Mistakes, Page, Row, Rows, State as Shape, Width};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use crate::house::Membership;
use crate::rows::honour::{self, HonourRow};
use crate::rules::honour::{HonourForm, LONGEST_NUMBER, LONGEST_REASON, Rank, Title};
use crate::said;
use crate::verbs::honour::{record_honour, withdraw_honour};
use crate::verbs::reach::{reach, reach_with};

#[derive(Template)]
#[template(path = "membership/honours.html")]
struct Honours {
    page: Page,
    says: String,
    rows: Rows,
    mistakes: Mistakes,
    /// Where it is sent, and what is asked; nothing for whoever only reads.
    form: Option<(String, Vec<Field>)>,
    save: Button,
}

/// `GET /members/{person}/honours`
pub(crate) async fn get(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Path(person): Path<Uuid>,
) -> Result<Response, Failed> {
    Ok(ask.show(&page(&m, &scope, &ask, person, &HonourForm::default(), &[]).await?))
}

/// `POST /members/{person}/honours`
pub(crate) async fn post(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Path(person): Path<Uuid>,
    Form(form): Form<HonourForm>,
) -> Result<Response, Failed> {
    match record_honour(&m, &scope, &ask.actor(), person, &form).await {
        Ok(_) => Ok(ask.go_saying(&format!("/members/{person}/honours"), "membership-honour-recorded")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&page(&m, &scope, &ask, person, &form, &faults).await?)),
        Err(fault) => Err(fault.into()),
    }
}

async fn page(
    m: &Membership,
    scope: &Scope,
    ask: &Ask,
    person: Uuid,
    form: &HonourForm,
    faults: &[FieldFault],
) -> Outcome<Honours> {
    let v = &ask.v;
    let reached = reach(m, scope, person).await?;
    let may_record = scope.may(Power::Enrol, reached.union.id);
    let all = honour::of(m.store().read(), person).await?;
    let rows = all.iter().map(|h| {
        let to = format!("/members/{person}/honours/{}/withdraw", h.id);
        let withdraw = (may_record && h.stands()).then(|| Button::link(to, v.t("membership-honour-withdraw")).small());
        withdraw.into_iter().fold(row(ask, h), |row, act| row.end(Html::from(act)))
    });
    let fields = if may_record { fields(ask, form, faults) } else { Vec::new() };
    Ok(Honours {
        page: ask
            .page("membership-honours")
            .at("membership")
            .under("/members", v.t("membership-members"))
            .under(format!("/members/{person}"), reached.person.name.as_str()),
        says: v.t2("membership-honours-of", "name", reached.person.name.as_str(), "union", reached.union.name.as_str()),
        rows: Rows::new(rows)
            .or(Empty::new("membership", v.t("membership-honours-none")).hint(v.t("membership-honours-none-hint"))),
        mistakes: ui::mistakes(v, &fields),
        form: may_record.then(|| (format!("/members/{person}/honours"), fields)),
        save: Button::submit(v.t("membership-honour-save")).main(),
    })
}

/// An honour as a line: what, when, by which document, and whether it was taken back.
pub(super) fn row(ask: &Ask, h: &HonourRow) -> Row {
    let v = &ask.v;
    let mut row =
        Row::new(said::honour(v, &h.title, &h.level)).fact(v.t1("membership-honour-of-year", "year", h.year.to_string()));
    if !h.number.is_empty() {
        row = row.fact(h.number.as_str());
    }
    match h.withdrawn_at {
        Some(at) => row.fact(v.t1("membership-honour-why", "reason", h.reason.as_str())).end(Shape::Off.says(v.t1(
            "membership-honour-withdrawn-at",
            "at",
            v.stamp(at),
        ))),
        None => row,
    }
}

fn fields(ask: &Ask, form: &HonourForm, faults: &[FieldFault]) -> Vec<Field> {
    let (v, error) = (&ask.v, |field: &str| ask.error(faults, field));
    vec![
        Field::select("title", v.t("membership-honour-title"))
            .choice("", "—")
            .choices(Title::ALL.map(|t| (t.name(), v.t(t.key()))))
            .value(&form.title)
            .width(Width::Middle)
            .error(error("title"))
            .first(),
        Field::radios("level", v.t("membership-honour-level"))
            .choices(Rank::ALL.map(|r| (r.name(), v.t(r.key()))))
            .value(&form.level)
            .error(error("level")),
        Field::number("year", v.t("membership-honour-year"))
            .placeholder("2020")
            .value(&form.year)
            .width(Width::Small)
            .error(error("year")),
        Field::text("number", v.t("membership-honour-number"))
            .optional(v)
            .value(&form.number)
            .attr("maxlength", LONGEST_NUMBER)
            .error(error("number")),
    ]
}

#[derive(Template)]
#[template(path = "membership/honour_withdraw.html")]
struct Withdraw {
    page: Page,
    says: String,
    action: String,
    mistakes: Mistakes,
    reason: Field,
    save: Button,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Why {
    reason: String,
}

/// `GET /members/{person}/honours/{honour}/withdraw`
pub(crate) async fn withdraw_get(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Path((person, id)): Path<(Uuid, Uuid)>,
) -> Result<Response, Failed> {
    Ok(ask.show(&question(&m, &scope, &ask, person, id, "", &[]).await?))
}

/// `POST /members/{person}/honours/{honour}/withdraw`
pub(crate) async fn withdraw_post(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Path((person, id)): Path<(Uuid, Uuid)>,
    Form(why): Form<Why>,
) -> Result<Response, Failed> {
    match withdraw_honour(&m, &scope, &ask.actor(), person, id, &why.reason).await {
        Ok(()) => Ok(ask.go_saying(&format!("/members/{person}/honours"), "membership-honour-withdrawn")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&question(&m, &scope, &ask, person, id, &why.reason, &faults).await?)),
        Err(fault) => Err(fault.into()),
    }
}

async fn question(
    m: &Membership,
    scope: &Scope,
    ask: &Ask,
    person: Uuid,
    id: Uuid,
    reason: &str,
    faults: &[FieldFault],
) -> Outcome<Withdraw> {
    let v = &ask.v;
    let reached = reach_with(m, scope, Power::Enrol, person).await?;
    let all = honour::of(m.store().read(), person).await?;
    let it = all.iter().find(|h| h.id == id && h.stands()).ok_or(Fault::NotFound)?;
    let what = v.t2("membership-honour-in", "what", said::honour(v, &it.title, &it.level), "year", it.year.to_string());
    let reason = Field::long("reason", v.t("membership-honour-reason"))
        .hint(v.t("membership-honour-reason-hint"))
        .value(reason)
        .attr("maxlength", LONGEST_REASON)
        .error(ask.error(faults, "reason"))
        .first();
    let back = format!("/members/{person}/honours");
    Ok(Withdraw {
        page: ask.page("membership-honour-withdraw-title").at("membership").under(back, v.t("membership-honours")),
        says: v.t2("membership-honour-withdraw-says", "name", reached.person.name.as_str(), "what", what),
        action: format!("/members/{person}/honours/{id}/withdraw"),
        mistakes: ui::mistakes(v, [&reason]),
        reason,
        save: Button::submit(v.t("membership-honour-withdraw")).main(),
    })
}
