//! Merging a union into another.

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
use crate::verbs::merge::{Merging, merge};

fn sheet(o: &Organisation, ask: &Ask, scope: &Scope, id: Uuid, form: &Merging, faults: &[FieldFault]) -> Sheet {
    let sheet =
        Sheet::about(o, ask, scope, id, "organisation-merge-title", "organisation-merge-lead", "organisation-merge-submit");
    fields::union(o, ask, "organisation-merge-to", "organisation-union-hint", &form.to, faults)
        .into_iter()
        .fold(sheet, Sheet::field)
        .field(fields::day(ask, &form.day, o.today(), faults))
        .field(fields::words(ask, &form.words, faults))
        .loose(ask, faults, &["to", "day", "words"])
}

pub(crate) async fn get(State(o): State<Organisation>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    Acting::new(&o, &scope, ask.actor()).above(id)?;
    Ok(ask.show(&sheet(&o, &ask, &scope, id, &Merging::default(), &[])))
}

pub(crate) async fn post(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<Merging>,
) -> Result<Response, Failed> {
    let done = merge(&Acting::new(&o, &scope, ask.actor()), id, &form).await;
    answer(
        done,
        |()| ask.go_saying(&format!("/unions/{id}"), "organisation-said-merged"),
        |faults| ask.show_again(&sheet(&o, &ask, &scope, id, &form, faults)),
    )
}
