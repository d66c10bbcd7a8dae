//! Who keeps the books of a union without a computer.

use axum::extract::State;
use axum::response::Response;
use store::FieldFault;
use ui::Field;
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::sheet::Sheet;
use super::{answer, fields};
use crate::acting::Acting;
use crate::house::Organisation;
use crate::power::Power;
use crate::scope::Scope;
use crate::verbs::keep_books::{Keeping, keep_books};

fn sheet(o: &Organisation, ask: &Ask, scope: &Scope, id: Uuid, form: &Keeping, faults: &[FieldFault]) -> Sheet {
    let sheet = Sheet::about(o, ask, scope, id, "organisation-keeping-title", "organisation-keeping-lead", "organisation-save");
    let mine = scope.unions_with(Power::Organise);
    let above = o.federation.path(id).into_iter().filter(|u| u.id != id && mine.contains(&u.id));
    let now = o.federation.get(id).and_then(|u| u.kept_by).map(|k| k.to_string()).unwrap_or_default();
    let keeper = Field::radios("keeper", ask.v.t("organisation-keeper"))
        .choice("", ask.v.t("organisation-keeps-itself"))
        .choices(above.map(|u| (u.id, u.name.clone())))
        .value(if faults.is_empty() { &now } else { &form.keeper })
        .error(ask.error(faults, "keeper"))
        .first();
    sheet.field(keeper).field(fields::words(ask, &form.words, faults)).loose(ask, faults, &["keeper", "words"])
}

pub(crate) async fn get(State(o): State<Organisation>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    Acting::new(&o, &scope, ask.actor()).above(id)?;
    Ok(ask.show(&sheet(&o, &ask, &scope, id, &Keeping::default(), &[])))
}

pub(crate) async fn post(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<Keeping>,
) -> Result<Response, Failed> {
    let done = keep_books(&Acting::new(&o, &scope, ask.actor()), id, &form).await;
    answer(
        done,
        |()| ask.go_saying(&format!("/unions/{id}"), "organisation-said-keeping"),
        |faults| ask.show_again(&sheet(&o, &ask, &scope, id, &form, faults)),
    )
}
