//! The form about one person that an officer fills in: to enter somebody new, or to put right what is kept.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use organisation::{Power, Scope};
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Field, Mistakes, Note, Page, Width};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path, Query};

use crate::house::Membership;
use crate::rows::person::Person;
use crate::rules::person_form::PersonForm;
use crate::verbs::describe::describe;
use crate::verbs::enrol::enrol;
use crate::verbs::list_members::union_asked;
use crate::verbs::reach::{Reached, reach_with};

#[derive(Template)]
#[template(path = "membership/person_form.html")]
struct PersonPage {
    page: Page,
    says: String,
    action: String,
    note: Option<Note>,
    mistakes: Mistakes,
    fields: Vec<Field>,
    save: Button,
    back: Button,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct At {
    union: String,
}

/// `GET /members/enrol?union=`
pub(crate) async fn enrol_form(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Query(at): Query<At>,
) -> Result<Response, Failed> {
    let union = union_asked(&m, &scope, &at.union, Power::Enrol)?;
    Ok(ask.show(&new_page(&ask, union.id, &union.name, &PersonForm::default(), &[], None)))
}

/// `POST /members/enrol?union=`
pub(crate) async fn enrol_post(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Query(at): Query<At>,
    Form(form): Form<PersonForm>,
) -> Result<Response, Failed> {
    let union = union_asked(&m, &scope, &at.union, Power::Enrol)?;
    match enrol(&m, &scope, &ask.actor(), union.id, &form).await {
        Ok(person) if scope.may(Power::SeePeople, union.id) => {
            Ok(ask.go_saying(&format!("/members/{person}"), "membership-enrolled"))
        }
        Ok(_) => Ok(ask.go_saying(&format!("/members/enrol?union={}", union.id), "membership-enrolled")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&new_page(&ask, union.id, &union.name, &form, &faults, None))),
        Err(Fault::Conflict(key)) => {
            let page = new_page(&ask, union.id, &union.name, &form, &[], Some(key));
            Ok(ask.show_as(StatusCode::CONFLICT, &page))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `GET /members/{person}/edit`
pub(crate) async fn edit_form(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Path(person): Path<Uuid>,
) -> Result<Response, Failed> {
    let reached = reach_with(&m, &scope, Power::Enrol, person).await?;
    let p = &reached.person;
    let form = PersonForm {
        name: p.name.clone(),
        birth_year: p.birth_year.map(|y| y.to_string()).unwrap_or_default(),
        sex: p.sex.clone(),
        work: p.work.clone(),
        team: p.team.clone(),
        ..PersonForm::default()
    };
    Ok(ask.show(&edit_page(&ask, &reached, &form, &[])))
}

/// `POST /members/{person}/edit`
pub(crate) async fn edit_post(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Path(person): Path<Uuid>,
    Form(form): Form<PersonForm>,
) -> Result<Response, Failed> {
    let reached = reach_with(&m, &scope, Power::Enrol, person).await?;
    match saved(describe(&m, &scope, &ask.actor(), person, &form).await)? {
        None => Ok(ask.go_saying(&format!("/members/{person}"), "membership-saved")),
        Some(faults) => Ok(ask.show_again(&edit_page(&ask, &reached, &form, &faults))),
    }
}

/// Nothing when it was done, else what to say beside the fields.
fn saved(outcome: Outcome<()>) -> Result<Option<Vec<FieldFault>>, Failed> {
    match outcome {
        Ok(()) => Ok(None),
        Err(Fault::Invalid(faults)) => Ok(Some(faults)),
        Err(fault) => Err(fault.into()),
    }
}

fn new_page(
    ask: &Ask,
    union: Uuid,
    union_name: &str,
    form: &PersonForm,
    faults: &[FieldFault],
    conflict: Option<&'static str>,
) -> PersonPage {
    let v = &ask.v;
    let mut fields = common(ask, form, faults);
    fields.push(phone(ask, form, faults).hint(v.t("membership-enrol-phone-hint")));
    fields.push(id_number(ask, form, faults));
    fields.push(
        Field::date("from", v.t("membership-column-from"))
            .hint(v.t("membership-enrol-from-hint"))
            .value(&form.from)
            .error(ask.error(faults, "from"))
            .optional(v),
    );
    if faults.iter().any(|f| f.field == "is_another") {
        fields.push(
            Field::check("is_another", v.t("membership-enrol-is-another"))
                .ticked(form.is_another == "1")
                .error(ask.error(faults, "is_another")),
        );
    }
    fields.push(
        Field::check("consent", v.t("membership-enrol-consent-says"))
            .ticked(form.consent == "1")
            .error(ask.error(faults, "consent")),
    );
    let back = format!("/members?union={union}");
    PersonPage {
        page: ask.page("membership-enrol").at("membership").under(back.as_str(), v.t("membership-members")),
        says: v.t1("membership-enrol-says", "union", union_name),
        action: format!("/members/enrol?union={union}"),
        note: conflict.map(|key| Note::warn(v.t(key)).announced()),
        mistakes: ui::mistakes(v, &fields),
        fields,
        save: Button::submit(v.t("membership-enrol")).main(),
        back: Button::link(back, v.t("membership-not-now")).text(),
    }
}

fn edit_page(ask: &Ask, reached: &Reached, form: &PersonForm, faults: &[FieldFault]) -> PersonPage {
    let (v, p) = (&ask.v, &reached.person);
    let mut fields = common(ask, form, faults);
    if p.registered_at.is_none() {
        fields.push(phone(ask, form, faults).hint(v.t("membership-edit-sealed-hint")));
    }
    if p.verified_day.is_none() {
        fields.push(id_number(ask, form, faults).hint(v.t("membership-edit-sealed-hint")));
    }
    let back = format!("/members/{}", p.person);
    PersonPage {
        page: ask
            .page("membership-edit")
            .at("membership")
            .under("/members", v.t("membership-members"))
            .under(back.as_str(), p.name.as_str()),
        says: v.t("membership-edit-says"),
        action: format!("/members/{}/edit", p.person),
        note: unplaced(ask, &fields_shown(p), faults),
        mistakes: ui::mistakes(v, &fields),
        fields,
        save: Button::submit(v.t("membership-save")).main(),
        back: Button::link(back, v.t("membership-not-now")).text(),
    }
}

/// The sealed fields an officer may set for this person.
fn fields_shown(p: &Person) -> Vec<&'static str> {
    let phone = p.registered_at.is_none().then_some("phone");
    phone.into_iter().chain(p.verified_day.is_none().then_some("id_number")).collect()
}

/// What is wrong with a field that this form does not show, said above it.
fn unplaced(ask: &Ask, shown: &[&str], faults: &[FieldFault]) -> Option<Note> {
    let hidden = |f: &&FieldFault| matches!(f.field.as_str(), "phone" | "id_number") && !shown.contains(&f.field.as_str());
    let words: Vec<String> = faults.iter().filter(hidden).map(|f| ask.tell(f)).collect();
    (!words.is_empty()).then(|| Note::warn(words.join("")).announced())
}

fn common(ask: &Ask, form: &PersonForm, faults: &[FieldFault]) -> Vec<Field> {
    let v = &ask.v;
    let error = |field: &str| ask.error(faults, field);
    vec![
        Field::text("name", v.t("membership-column-name"))
            .value(&form.name)
            .error(error("name"))
            .required()
            .first()
            .width(Width::Middle),
        Field::radios("sex", v.t("membership-column-sex"))
            .choices([("f", v.t("membership-sex-f")), ("m", v.t("membership-sex-m"))])
            .value(&form.sex)
            .error(error("sex")),
        Field::number("birth_year", v.t("membership-column-birth-year")).value(&form.birth_year).error(error("birth_year")),
        Field::text("work", v.t("membership-column-work"))
            .value(&form.work)
            .error(error("work"))
            .optional(v)
            .width(Width::Middle),
        Field::text("team", v.t("membership-column-team"))
            .value(&form.team)
            .error(error("team"))
            .optional(v)
            .width(Width::Middle),
    ]
}

fn phone(ask: &Ask, form: &PersonForm, faults: &[FieldFault]) -> Field {
    let v = &ask.v;
    Field::phone("phone", v.t("membership-column-phone")).value(&form.phone).error(ask.error(faults, "phone")).optional(v)
}

fn id_number(ask: &Ask, form: &PersonForm, faults: &[FieldFault]) -> Field {
    let v = &ask.v;
    Field::text("id_number", v.t("membership-column-id-number"))
        .value(&form.id_number)
        .seen(v.t("membership-id-seen"))
        .attr("autocomplete", "off")
        .attr("maxlength", 30)
        .error(ask.error(faults, "id_number"))
        .optional(v)
        .width(Width::Middle)
}
