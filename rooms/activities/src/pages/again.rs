use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::Fault;
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::log::answer;
use crate::{Activities, Logged, again};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Tap {
    key: String,
}

/// One tap. Where it cannot simply be logged, the form comes back filled.
pub async fn post(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(tap): Form<Tap>,
) -> Result<Response, Failed> {
    match again(&a, &scope, &ask.actor(), id, &tap.key).await {
        Ok((_, Logged::New(id))) => Ok(ask.go_saying(&format!("/sessions/{id}"), "activities-logged-again")),
        Ok((entry, logged)) => answer(&ask, &a, &scope, &entry, Ok(logged), false).await,
        // Something of the last session cannot be taken today: the form says what.
        Err(Fault::Invalid(faults)) => {
            let key = Uuid::try_parse(&tap.key).unwrap_or_else(|_| a.store().ids().new_id(a.store().now()));
            let (_, entry) = crate::like(&a, &scope, id, key).await?;
            answer(&ask, &a, &scope, &entry, Err(Fault::Invalid(faults)), false).await
        }
        Err(fault) => Err(fault.into()),
    }
}
