//! Address, hours and codes.

use axum::extract::State;
use axum::response::Response;
use store::{Fault, FieldFault};
use ui::{Field, Width};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::sheet::Sheet;
use super::{answer, fields};
use crate::acting::Acting;
use crate::house::Organisation;
use crate::power::Power;
use crate::rows::union;
use crate::scope::Scope;
use crate::verbs::describe::{Description, describe};

fn sheet(o: &Organisation, ask: &Ask, scope: &Scope, id: Uuid, form: &Description, faults: &[FieldFault]) -> Sheet {
    let sheet = Sheet::about(o, ask, scope, id, "organisation-describe-title", "organisation-describe-lead", "organisation-save");
    let line = |name: &'static str, label: &str, value: &str| {
        Field::text(name, ask.v.t(label)).value(value).error(ask.error(faults, name)).optional(&ask.v)
    };
    sheet
        .field(line("address", "organisation-address", &form.address).first())
        .field(line("phone", "organisation-phone", &form.phone).width(Width::Middle))
        .field(line("hours", "organisation-hours", &form.hours).hint(ask.v.t("organisation-hours-hint")))
        .field(line("icp", "organisation-icp", &form.icp).width(Width::Middle))
        .field(fields::credit_code(ask, &form.credit_code, faults))
        .field(fields::division(ask, &form.division, faults))
        .loose(ask, faults, &["address", "phone", "hours", "icp", "credit_code", "division"])
}

pub(crate) async fn get(State(o): State<Organisation>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    scope.require(Power::Organise, id)?;
    let known = o.federation.get(id).ok_or(Fault::NotFound)?;
    let contact = union::contact(o.store().read(), id).await?.unwrap_or_default();
    let form = Description {
        address: contact.address,
        phone: contact.phone,
        hours: contact.hours,
        icp: contact.icp,
        credit_code: known.credit_code.clone().unwrap_or_default(),
        division: known.division.clone().unwrap_or_default(),
    };
    Ok(ask.show(&sheet(&o, &ask, &scope, id, &form, &[])))
}

pub(crate) async fn post(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<Description>,
) -> Result<Response, Failed> {
    let done = describe(&Acting::new(&o, &scope, ask.actor()), id, &form).await;
    answer(
        done,
        |()| ask.go_saying(&format!("/unions/{id}"), "organisation-said-described"),
        |faults| ask.show_again(&sheet(&o, &ask, &scope, id, &form, faults)),
    )
}
