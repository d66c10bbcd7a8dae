//! Moving a union under another parent.

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
use crate::verbs::move_under::{Moving, move_under};

fn sheet(o: &Organisation, ask: &Ask, scope: &Scope, id: Uuid, form: &Moving, faults: &[FieldFault]) -> Sheet {
    let sheet = Sheet::about(o, ask, scope, id, "organisation-move-title", "organisation-move-lead", "organisation-move-submit");
    fields::union(o, ask, "organisation-move-to", "organisation-union-hint", &form.to, faults)
        .into_iter()
        .fold(sheet, Sheet::field)
        .field(fields::day(ask, &form.day, o.today(), faults))
        .field(fields::words(ask, &form.words, faults))
        .loose(ask, faults, &["to", "day", "words"])
}

pub(crate) async fn get(State(o): State<Organisation>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    Acting::new(&o, &scope, ask.actor()).above(id)?;
    Ok(ask.show(&sheet(&o, &ask, &scope, id, &Moving::default(), &[])))
}

pub(crate) async fn post(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<Moving>,
) -> Result<Response, Failed> {
    let done = move_under(&Acting::new(&o, &scope, ask.actor()), id, &form).await;
    answer(
        done,
        |()| ask.go_saying(&format!("/unions/{id}"), "organisation-said-moved"),
        |faults| ask.show_again(&sheet(&o, &ask, &scope, id, &form, faults)),
    )
}
