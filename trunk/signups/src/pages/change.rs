//! More places, fewer, or those kept for groups given to everybody.

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
pub struct Places {
    pub places: String,
    /// The revision that was read.
    pub revision: String,
}

pub async fn places(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(sent): Form<Places>,
) -> Result<Response, Failed> {
    // What is no number is none of the places there can be, and no revision that was read.
    let (places, revision) = (sent.places.parse().unwrap_or(0), sent.revision.parse().unwrap_or(0));
    let to = format!("/signups/{id}/desk");
    match s.change_places(&scope, &ask.actor(), id, places, revision).await {
        Ok(()) => Ok(ask.go_saying(&to, "signups-places-changed")),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning(&to, key)),
        Err(Fault::Invalid(faults)) => {
            let page = desk::view(&ask, &s, &scope, id, &Wish::default(), Some(&sent.places), "", &faults).await?;
            Ok(ask.show_again(&page))
        }
        Err(fault) => Err(fault.into()),
    }
}

pub async fn shares(State(s): State<Signups>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    s.release_shares(&scope, &ask.actor(), id).await?;
    Ok(ask.go_saying(&format!("/signups/{id}/desk"), "signups-shares-released"))
}
