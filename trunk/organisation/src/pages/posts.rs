//! The posts of a union: those held and to come, giving one, handing one over, ending one.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use codes::Day;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Empty, Field, Page, Row, Rows, Width};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::sheet::Sheet;
use super::{answer, fields};
use crate::acting::Acting;
use crate::house::Organisation;
use crate::power::{Office, Power};
use crate::rows::post::{self, PostRow};
use crate::scope::Scope;
use crate::verbs::give_post::{self, Appointment, Ending};

#[derive(Template)]
#[template(path = "organisation/posts.html")]
struct Screen {
    page: Page,
    id: Uuid,
    rows: Rows,
}

/// The office of a post, or its own words.
fn called(ask: &Ask, post: &PostRow) -> String {
    let office = Office::from_name(&post.office).map(|o| ask.v.t(o.key())).unwrap_or_default();
    if post.title.is_empty() { office } else { post.title.clone() }
}

async fn names(o: &Organisation, posts: &[PostRow]) -> Outcome<HashMap<Uuid, String>> {
    let people: Vec<Uuid> = posts.iter().map(|p| p.person).collect();
    match o.people() {
        Some(known) => known.office_holders(&people).await,
        None => Ok(HashMap::new()),
    }
}

pub(crate) async fn list(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
) -> Result<Response, Failed> {
    scope.require(Power::Appoint, id)?;
    let v = &ask.v;
    let posts = post::not_over(o.store().read(), id, o.today()).await?;
    let names = names(&o, &posts).await?;
    let row = |p: &PostRow| {
        let who = names.get(&p.person).cloned().unwrap_or_else(|| v.t("organisation-post-nobody"));
        let mut row =
            Row::new(format!("{}　{who}", called(&ask, p))).fact(v.t1("organisation-since", "day", v.full_date(p.from_day)));
        if p.until_day < Day::OPEN.0 {
            row = row.fact(v.t1("organisation-post-until", "day", v.full_date(p.until_day)));
        }
        if p.subtree {
            row = row.fact(v.t("organisation-post-subtree"));
        }
        if p.deputy_for.is_some() {
            row = row.fact(v.t("organisation-post-deputy"));
        }
        row.end(Button::link(format!("/unions/{id}/posts/{}/hand-over", p.id), v.t("organisation-hand-over")).small())
            .end(Button::link(format!("/unions/{id}/posts/{}/end", p.id), v.t("organisation-end-post")).small().text())
    };
    let rows = Rows::new(posts.iter().map(row).collect::<Vec<_>>()).or(Empty::new("membership", v.t("organisation-posts-none")));
    let mut page = ask.page("organisation-posts").at("organisation");
    for above in o.federation.path(id) {
        page = page.under(format!("/unions/{}", above.id), above.name.as_str());
    }
    Ok(ask.show(&Screen { page, id, rows }))
}

async fn sheet(
    o: &Organisation,
    ask: &Ask,
    scope: &Scope,
    id: Uuid,
    form: &Appointment,
    faults: &[FieldFault],
) -> Outcome<Sheet> {
    let v = &ask.v;
    let posts = post::not_over(o.store().read(), id, o.today()).await?;
    let names = names(o, &posts).await?;
    let deputy = posts.iter().filter(|p| p.deputy_for.is_none()).map(|p| {
        let who = names.get(&p.person).map(String::as_str).unwrap_or_default();
        (p.id, format!("{}　{who}", called(ask, p)))
    });
    let phone = Field::phone("phone", v.t("organisation-person-phone"))
        .hint(v.t("organisation-person-phone-hint"))
        .value(&form.phone)
        .error(ask.error(faults, "phone"))
        .required()
        .first();
    let office = Field::radios("office", v.t("organisation-office"))
        .choices(Office::ALL.iter().map(|o| (o.name(), v.t(o.key()))))
        .value(&form.office)
        .error(ask.error(faults, "office"));
    let title = Field::text("title", v.t("organisation-post-title"))
        .hint(v.t("organisation-post-title-hint"))
        .value(&form.title)
        .error(ask.error(faults, "title"))
        .optional(v);
    let below = scope.may_below(Power::Appoint, id).then(|| {
        Field::check("subtree", v.t("organisation-post-with-below"))
            .hint(v.t("organisation-post-with-below-hint"))
            .ticked(form.subtree == "1")
            .error(ask.error(faults, "subtree"))
    });
    let until = Field::date("until", v.t("organisation-post-ends"))
        .hint(v.t("organisation-post-ends-hint"))
        .value(&form.until)
        .error(ask.error(faults, "until"))
        .optional(v);
    let deputy = Field::select("deputy_for", v.t("organisation-deputy-for"))
        .hint(v.t("organisation-deputy-for-hint"))
        .choice("", v.t("organisation-deputy-for-nobody"))
        .choices(deputy)
        .value(&form.deputy_for)
        .error(ask.error(faults, "deputy_for"))
        .optional(v);
    let day = fields::day(ask, &form.day, o.today(), faults).hint(v.t("organisation-post-day-hint")).width(Width::Middle);
    let mut shown = vec!["phone", "office", "title", "day", "until", "deputy_for"];
    if below.is_some() {
        shown.push("subtree");
    }
    let sheet =
        Sheet::about(o, ask, scope, id, "organisation-appoint", "organisation-appoint-lead", "organisation-appoint-submit");
    Ok(sheet
        .field(phone)
        .field(office)
        .field(title)
        .maybe(below)
        .field(day)
        .field(until)
        .field(deputy)
        .loose(ask, faults, &shown))
}

pub(crate) async fn get(State(o): State<Organisation>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    scope.require(Power::Appoint, id)?;
    Ok(ask.show(&sheet(&o, &ask, &scope, id, &Appointment::default(), &[]).await?))
}

pub(crate) async fn post(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<Appointment>,
) -> Result<Response, Failed> {
    match give_post::give_post(&Acting::new(&o, &scope, ask.actor()), id, &form).await {
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&sheet(&o, &ask, &scope, id, &form, &faults).await?)),
        Err(fault) => Err(fault.into()),
        Ok(_) => Ok(ask.go_saying(&format!("/unions/{id}/posts"), "organisation-said-appointed")),
    }
}

/// The form that ends a post, or hands it over.
fn ending(o: &Organisation, ask: &Ask, scope: &Scope, id: Uuid, form: &Ending, hands_over: bool, faults: &[FieldFault]) -> Sheet {
    let v = &ask.v;
    let (title, lead, submit) = if hands_over {
        ("organisation-hand-over", "organisation-hand-over-lead", "organisation-hand-over-submit")
    } else {
        ("organisation-end-post", "organisation-end-post-lead", "organisation-end-post-submit")
    };
    let phone = hands_over.then(|| {
        Field::phone("phone", v.t("organisation-successor-phone"))
            .hint(v.t("organisation-person-phone-hint"))
            .value(&form.phone)
            .error(ask.error(faults, "phone"))
            .required()
            .first()
    });
    let mut sheet = Sheet::about(o, ask, scope, id, title, lead, submit)
        .maybe(phone)
        .field(fields::day(ask, &form.day, o.today(), faults).hint(v.t("organisation-post-day-hint")))
        .field(fields::words(ask, &form.words, faults))
        .loose(ask, faults, &["phone", "day", "words"]);
    sheet.back = format!("/unions/{id}/posts");
    sheet
}

pub(crate) async fn end_form(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path((id, _)): Path<(Uuid, Uuid)>,
) -> Result<Response, Failed> {
    scope.require(Power::Appoint, id)?;
    Ok(ask.show(&ending(&o, &ask, &scope, id, &Ending::default(), false, &[])))
}

pub(crate) async fn end(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path((id, post)): Path<(Uuid, Uuid)>,
    Form(form): Form<Ending>,
) -> Result<Response, Failed> {
    let done = give_post::end_post(&Acting::new(&o, &scope, ask.actor()), id, post, &form).await;
    answer(
        done,
        |()| ask.go_saying(&format!("/unions/{id}"), "organisation-said-post-ended"),
        |faults| ask.show_again(&ending(&o, &ask, &scope, id, &form, false, faults)),
    )
}

pub(crate) async fn hand_over_form(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path((id, _)): Path<(Uuid, Uuid)>,
) -> Result<Response, Failed> {
    scope.require(Power::Appoint, id)?;
    Ok(ask.show(&ending(&o, &ask, &scope, id, &Ending::default(), true, &[])))
}

pub(crate) async fn hand_over(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path((id, post)): Path<(Uuid, Uuid)>,
    Form(form): Form<Ending>,
) -> Result<Response, Failed> {
    let done = give_post::hand_over(&Acting::new(&o, &scope, ask.actor()), id, post, &form).await;
    answer(
        done,
        |_| ask.go_saying(&format!("/unions/{id}"), "organisation-said-handed-over"),
        |faults| ask.show_again(&ending(&o, &ask, &scope, id, &form, true, faults)),
    )
}
