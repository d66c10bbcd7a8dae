use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::close::{ReasonPage, reason};
use crate::rows::loan::{self, Loan};
use crate::{Venues, sight, undo_loan};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Said {
    reason: String,
}

type Place = Path<(Uuid, Uuid)>;

pub async fn get(State(v): State<Venues>, ask: Ask, scope: Scope, Path((venue, id)): Place) -> Result<Response, Failed> {
    sight::kept(&v, &scope, venue).await?;
    let loan = loan::get(v.store().read(), venue, id).await?.ok_or(Fault::NotFound)?;
    Ok(ask.show(&view(&ask, &loan, "", &[])))
}

pub async fn post(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path((venue, id)): Place,
    Form(said): Form<Said>,
) -> Result<Response, Failed> {
    match undo_loan(&v, &scope, &ask.actor(), venue, id, &said.reason).await {
        Ok(()) => Ok(ask.go_saying(&format!("/venues/{venue}/lending"), "venues-undone")),
        Err(Fault::Invalid(faults)) => {
            let loan = loan::get(v.store().read(), venue, id).await?.ok_or(Fault::NotFound)?;
            Ok(ask.show_again(&view(&ask, &loan, &said.reason, &faults)))
        }
        Err(fault) => Err(fault.into()),
    }
}

fn view(ask: &Ask, loan: &Loan, words: &str, faults: &[FieldFault]) -> ReasonPage {
    let (v, path) = (&ask.v, format!("/venues/{}", loan.venue_id));
    let field = reason(ask, words, faults);
    ReasonPage {
        page: ask.page("venues-undo").at("venues").under(format!("{path}/lending"), v.t("venues-lending")),
        head: ui::head(v.t("venues-undo")).says(v.t1("venues-undo-lead", "title", loan.title.as_str())),
        mistakes: ui::mistakes(v, [&field]),
        action: format!("{path}/loans/{}/undo", loan.id),
        back: format!("{path}/lending"),
        revision: String::new(),
        field,
        yes: v.t("venues-undo-it"),
    }
}
