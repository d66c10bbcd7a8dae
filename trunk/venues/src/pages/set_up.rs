use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::{Power, Scope};
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Field, Head, Mistakes};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Query};

use super::fields::fields;
use crate::rules::entry::Entry;
use crate::{Venues, set_up, sight};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    union: String,
}

pub async fn get(State(v): State<Venues>, ask: Ask, scope: Scope, Query(asked): Query<Asked>) -> Result<Response, Failed> {
    let union = union_of(&scope, &asked.union)?;
    let entry = Entry { union: union.to_string(), bookers: "within".into(), loan_days: "30".into(), ..Entry::default() };
    Ok(ask.show(&view(&ask, &v, &scope, &entry, &[])?))
}

pub async fn post(State(v): State<Venues>, ask: Ask, scope: Scope, fields: Fields) -> Result<Response, Failed> {
    let mut entry = Entry::of(&fields);
    entry.union = union_of(&scope, &entry.union)?.to_string();
    match set_up(&v, &scope, &ask.actor(), &entry).await {
        Ok(id) => Ok(ask.go_saying(&format!("/venues/{id}"), "venues-set-up-done")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &v, &scope, &entry, &faults)?)),
        Err(fault) => Err(fault.into()),
    }
}

/// The union asked for, or the first one whose venues the reader keeps.
pub(crate) fn union_of(scope: &Scope, asked: &str) -> Outcome<Uuid> {
    let own = || scope.unions_with(Power::Run).into_iter().find(|u| sight::keeps(scope, *u));
    let union = match asked {
        "" => own().ok_or(Fault::Forbidden(Power::Run.name()))?,
        id => Uuid::try_parse(id).map_err(|_| Fault::NotFound)?,
    };
    sight::require(scope, union)?;
    Ok(union)
}

#[derive(Template)]
#[template(path = "venues/form.html")]
pub(super) struct FormPage {
    pub page: ui::Page,
    pub head: Head,
    pub mistakes: Mistakes,
    pub action: String,
    pub keeper: Option<Field>,
    pub revision: String,
    pub place: Vec<Field>,
    pub hours: Vec<Field>,
    pub booking: Vec<Field>,
    pub save: String,
}

fn view(ask: &Ask, venues: &Venues, scope: &Scope, entry: &Entry, faults: &[FieldFault]) -> Outcome<FormPage> {
    let (v, federation) = (&ask.v, venues.federation());
    let [place, hours, booking] = fields(ask, entry, faults);
    let mut unions: Vec<Uuid> = scope.unions_with(Power::Run).into_iter().filter(|u| sight::keeps(scope, *u)).collect();
    if let Ok(union) = Uuid::try_parse(&entry.union)
        && !unions.contains(&union)
    {
        unions.push(union);
    }
    let keeper = Field::select("union", v.t("venues-union"))
        .choices(unions.iter().map(|u| (u.to_string(), federation.name(*u))))
        .value(&entry.union)
        .error(ask.error(faults, "union"));
    let all: Vec<&Field> = place.iter().chain(&hours).chain(&booking).chain([&keeper]).collect();
    Ok(FormPage {
        page: ask.page("venues-set-up").at("venues").under("/venues/desk", v.t("venues-keep")),
        head: ui::head(v.t("venues-set-up")).says(v.t("venues-set-up-lead")),
        mistakes: ui::mistakes(v, all),
        action: "/venues/new".to_owned(),
        keeper: Some(keeper),
        revision: String::new(),
        place,
        hours,
        booking,
        save: v.t("venues-set-up-it"),
    })
}
