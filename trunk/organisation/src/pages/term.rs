//! The term of office of a committee.

use axum::extract::State;
use axum::response::Response;
use store::FieldFault;
use ui::Field;
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::answer;
use super::sheet::Sheet;
use crate::acting::Acting;
use crate::house::Organisation;
use crate::kind::Kind;
use crate::power::Power;
use crate::rows::term as terms;
use crate::rules::term;
use crate::scope::Scope;
use crate::verbs::set_term::{Term, set_term};

fn sheet(o: &Organisation, ask: &Ask, scope: &Scope, id: Uuid, form: &Term, faults: &[FieldFault]) -> Sheet {
    let sheet = Sheet::about(o, ask, scope, id, "organisation-term-title", "organisation-term-lead", "organisation-save");
    let kind = o.federation.get(id).map_or(Kind::Local, |u| u.kind);
    let years = Field::radios("years", ask.v.t("organisation-term-years"))
        .choices(term::years_of(kind).iter().map(|n| (*n, ask.v.t1("organisation-years", "n", i64::from(*n)))))
        .value(&form.years)
        .error(ask.error(faults, "years"))
        .required();
    let number = Field::number("number", ask.v.t("organisation-term-number-label"))
        .hint(ask.v.t("organisation-term-number-hint"))
        .value(&form.number)
        .error(ask.error(faults, "number"))
        .required()
        .first();
    let elected =
        Field::date("day", ask.v.t("organisation-term-elected")).value(&form.day).error(ask.error(faults, "day")).required();
    sheet.field(number).field(elected).field(years).loose(ask, faults, &["number", "day", "years"])
}

pub(crate) async fn get(State(o): State<Organisation>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    scope.require(Power::Organise, id)?;
    let last = terms::last(o.store().read(), id).await?;
    let form = Term { number: (last.map_or(0, |t| t.number) + 1).to_string(), day: o.today().to_string(), years: String::new() };
    Ok(ask.show(&sheet(&o, &ask, &scope, id, &form, &[])))
}

pub(crate) async fn post(
    State(o): State<Organisation>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<Term>,
) -> Result<Response, Failed> {
    let done = set_term(&Acting::new(&o, &scope, ask.actor()), id, &form).await;
    answer(
        done,
        |()| ask.go_saying(&format!("/unions/{id}"), "organisation-said-term"),
        |faults| ask.show_again(&sheet(&o, &ask, &scope, id, &form, faults)),
    )
}
