use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::Fault;
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::desk::{self, Wish};
use crate::Signups;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Number {
    value: String,
}

/// The public number has fallen: the draw is held with it.
pub async fn post(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(number): Form<Number>,
) -> Result<Response, Failed> {
    match s.hold_draw(&scope, &ask.actor(), id, &number.value).await {
        Ok(()) => Ok(ask.go_saying(&format!("/draws/{id}"), "signups-draw-held")),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning(&format!("/signups/{id}/desk"), key)),
        Err(Fault::Invalid(faults)) => {
            let page = desk::view(&ask, &s, &scope, id, &Wish::default(), None, &number.value, &faults).await?;
            Ok(ask.show_again(&page))
        }
        Err(fault) => Err(fault.into()),
    }
}
