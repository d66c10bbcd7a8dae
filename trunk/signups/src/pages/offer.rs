use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use store::Fault;
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use crate::Signups;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Answer {
    /// `1`: takes the place; `0`: it goes to the next in line.
    takes: String,
}

pub async fn post(
    State(s): State<Signups>,
    ask: Ask,
    Path(id): Path<Uuid>,
    Form(answer): Form<Answer>,
) -> Result<Response, Failed> {
    let (person, to) = (ask.person()?, format!("/signups/{id}"));
    let takes = match answer.takes.as_str() {
        "1" => true,
        "0" => false,
        _ if s.entry_of(id, person).await?.is_none() => return Err(Fault::NotFound.into()),
        // Neither yes nor no: nothing may be lost by that.
        _ => return Ok(ask.go_warning(&to, "signups-offer-unclear")),
    };
    match s.answer_offer(&ask.actor(), id, person, takes).await {
        Ok(_) => Ok(ask.go_saying(&to, if takes { "signups-accepted" } else { "signups-declined" })),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning(&to, key)),
        // Tapped twice, or nothing is offered any more: the page says how it stands.
        Err(Fault::NotFound) if s.entry_of(id, person).await?.is_some() => Ok(ask.go(&to)),
        Err(fault) => Err(fault.into()),
    }
}
