use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault};
use ui::{Field, Head, Mistakes};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use crate::rows::venue::Venue;
use crate::rules::field::LONGEST_NAME;
use crate::{Venues, close, sight};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Reason {
    reason: String,
    revision: String,
}

pub async fn get(State(v): State<Venues>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let venue = sight::kept(&v, &scope, id).await?;
    let form = Reason { revision: venue.revision.to_string(), ..Reason::default() };
    Ok(ask.show(&view(&ask, &venue, form, &[])))
}

pub async fn post(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(form): Form<Reason>,
) -> Result<Response, Failed> {
    match close(&v, &scope, &ask.actor(), id, &form.revision, &form.reason).await {
        Ok(()) => Ok(ask.go_saying(&format!("/venues/{id}"), "venues-closed-done")),
        Err(Fault::Invalid(faults)) => {
            let venue = sight::kept(&v, &scope, id).await?;
            Ok(ask.show_again(&view(&ask, &venue, form, &faults)))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// A question that needs a reason, on a page of its own.
#[derive(Template)]
#[template(path = "venues/reason.html")]
pub(super) struct ReasonPage {
    pub page: ui::Page,
    pub head: Head,
    pub mistakes: Mistakes,
    pub action: String,
    pub back: String,
    pub revision: String,
    pub field: Field,
    pub yes: String,
}

/// The box for a reason.
pub(super) fn reason(ask: &Ask, value: &str, faults: &[FieldFault]) -> Field {
    Field::text("reason", ask.v.t("venues-reason"))
        .hint(ask.v.t("venues-reason-hint"))
        .value(value)
        .attr("maxlength", LONGEST_NAME)
        .error(ask.error(faults, "reason"))
        .first()
}

fn view(ask: &Ask, venue: &Venue, form: Reason, faults: &[FieldFault]) -> ReasonPage {
    let (v, path) = (&ask.v, format!("/venues/{}", venue.id));
    let field = reason(ask, &form.reason, faults);
    ReasonPage {
        page: ask.page("venues-close").at("venues").under("/venues/desk", v.t("venues-keep")).under(&path, venue.name.as_str()),
        head: ui::head(v.t("venues-close")).says(v.t1("venues-close-lead", "name", venue.name.as_str())),
        mistakes: ui::mistakes(v, [&field]),
        action: format!("{path}/close"),
        back: path,
        revision: form.revision,
        field,
        yes: v.t("venues-close-it"),
    }
}
