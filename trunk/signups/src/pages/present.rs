use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::Fault;
use ui::Href;
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use crate::Signups;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Sent {
    occasion: String,
    number: String,
    present: String,
    show: String,
    page: String,
    find: String,
}

/// Fewer came than have a place, or nobody did.
pub async fn post(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failed> {
    let at = (sent.occasion.parse().unwrap_or(0), sent.number.parse().unwrap_or(0));
    let back = [("occasion", &sent.occasion), ("show", &sent.show), ("page", &sent.page), ("find", &sent.find)];
    let back = back.into_iter().filter(|(_, value)| !value.is_empty());
    let back = back.fold(Href::new(format!("/signups/{id}/checkin")), |href, (name, value)| href.with(name, value)).to_string();
    match s.count_present(&scope, &ask.actor(), id, at, sent.present.parse().unwrap_or(-1)).await {
        Ok(()) => Ok(ask.go_saying(&back, "signups-present-counted")),
        Err(Fault::Invalid(_)) => Ok(ask.go_warning(&back, "signups-present-wrong")),
        Err(fault) => Err(fault.into()),
    }
}
