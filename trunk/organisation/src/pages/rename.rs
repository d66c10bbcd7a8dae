//! Another name, type or level.

use axum::extract::State;
use axum::response::Response;
use store::FieldFault;
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::sheet::Sheet;
use super::{answer, fields};
use crate::acting::Acting;
use crate::house::Organisation;
use crate::kind::Kind;
use crate::scope::Scope;
use crate::verbs::rename::{Renaming, rename};

fn sheet(o: &Organisation, ask: &Ask, scope: &Scope, id: Uuid, form: &Renaming, faults: &[FieldFault]) -> Sheet {
    let sheet = Sheet::about(o, ask, scope, id, "organisation-rename-title", "organisation-rename-lead", "organisation-save");
    sheet
        .field(fields::name(ask, &form.name, faults))
        .field(fields::kind(ask, &Kind::ALL, &form.kind, faults))
        .field(fields::level(ask, &form.level, faults))
        .field(fields::day(ask, &form.day, o.today(), faults))
        .field(fields::words(ask, &form.words, faults))
        .loose(ask, faults, &["name", "kind", "level", "day", "words"])
}

pub(crate) async fn get(State(o): State<Organisation>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let union = Acting::new(&o, &scope, ask.actor()).above(id)?;
    let form = Renaming {
        name: union.name.clone(),
        kind: union.kind.name().to_owned(),
        level: union.level.number().to_string(),
        ..Renaming::default()
    };
    Ok(ask.show(&sheet(&o, &ask, &scope, id, &form, &[])))
}

pub(crate) async fn post(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<Renaming>,
) -> Result<Response, Failed> {
    let done = rename(&Acting::new(&o, &scope, ask.actor()), id, &form).await;
    answer(
        done,
        |()| ask.go_saying(&format!("/unions/{id}"), "organisation-said-renamed"),
        |faults| ask.show_again(&sheet(&o, &ask, &scope, id, &form, faults)),
    )
}
