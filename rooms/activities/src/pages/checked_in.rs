use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use store::Fault;
use uuid::Uuid;
use web::{Ask, Failed, Path};

use crate::{Activities, enter_checked_in};

/// Whoever was checked in and is not on the session yet stands on it by one tap.
pub async fn post(State(a): State<Activities>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let to = format!("/sessions/{id}");
    match enter_checked_in(&a, &scope, &ask.actor(), id).await {
        Ok(n) => Ok(ask.go_counting(&to, "activities-checked-in-entered", i64::try_from(n).unwrap_or(0))),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning(&to, key)),
        Err(fault) => Err(fault.into()),
    }
}
