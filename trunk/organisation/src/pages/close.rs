//! Closing a union.

use axum::extract::State;
use axum::response::Response;
use store::FieldFault;
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::sheet::Sheet;
use super::{answer, fields};
use crate::acting::Acting;
use crate::house::Organisation;
use crate::scope::Scope;
use crate::verbs::close::{Closing, close};

fn sheet(o: &Organisation, ask: &Ask, scope: &Scope, id: Uuid, form: &Closing, faults: &[FieldFault]) -> Sheet {
    let sheet =
        Sheet::about(o, ask, scope, id, "organisation-close-title", "organisation-close-lead", "organisation-close-submit");
    fields::union(o, ask, "organisation-close-to", "organisation-close-to-hint", &form.to, faults)
        .into_iter()
        .fold(sheet, Sheet::field)
        .field(fields::day(ask, &form.day, o.today(), faults))
        .field(fields::words(ask, &form.words, faults))
        .loose(ask, faults, &["to", "day", "words"])
}

pub(crate) async fn get(State(o): State<Organisation>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    Acting::new(&o, &scope, ask.actor()).above(id)?;
    Ok(ask.show(&sheet(&o, &ask, &scope, id, &Closing::default(), &[])))
}

pub(crate) async fn post(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<Closing>,
) -> Result<Response, Failed> {
    let done = close(&Acting::new(&o, &scope, ask.actor()), id, &form).await;
    answer(
        done,
        |()| ask.go_saying(&format!("/unions/{id}"), "organisation-said-closed"),
        |faults| ask.show_again(&sheet(&o, &ask, &scope, id, &form, faults)),
    )
}
