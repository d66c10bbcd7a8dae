use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault};
use ui::{Field, Width};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::close::ReasonPage;
use crate::rows::title::{self, Title};
use crate::rows::venue::Venue;
use crate::{Venues, restock, sight};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Said {
    copies: String,
}

type Place = Path<(Uuid, Uuid)>;

pub async fn get(State(v): State<Venues>, ask: Ask, scope: Scope, Path((venue, id)): Place) -> Result<Response, Failed> {
    let place = sight::kept(&v, &scope, venue).await?;
    let title = title::get(v.store().read(), venue, id).await?.ok_or(Fault::NotFound)?;
    Ok(ask.show(&view(&ask, &place, &title, &title.copies.to_string(), &[])))
}

pub async fn post(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path((venue, id)): Place,
    Form(said): Form<Said>,
) -> Result<Response, Failed> {
    match restock(&v, &scope, &ask.actor(), venue, id, &said.copies).await {
        Ok(()) => Ok(ask.go_saying(&format!("/venues/{venue}/lending"), "venues-stocked")),
        Err(Fault::Invalid(faults)) => {
            let place = sight::kept(&v, &scope, venue).await?;
            let title = title::get(v.store().read(), venue, id).await?.ok_or(Fault::NotFound)?;
            Ok(ask.show_again(&view(&ask, &place, &title, &said.copies, &faults)))
        }
        Err(fault) => Err(fault.into()),
    }
}

fn view(ask: &Ask, venue: &Venue, title: &Title, copies: &str, faults: &[FieldFault]) -> ReasonPage {
    let (v, path) = (&ask.v, format!("/venues/{}", venue.id));
    let field = Field::number("copies", v.t("venues-copies"))
        .hint(v.t("venues-copies-hint"))
        .value(copies)
        .width(Width::Small)
        .error(ask.error(faults, "copies"))
        .first();
    ReasonPage {
        page: ask.page_named(title.title.as_str()).at("venues").under(format!("{path}/lending"), v.t("venues-lending")),
        head: ui::head(title.title.as_str()).says(v.t2("venues-copies-lent", "n", title.copies, "lent", title.lent)),
        mistakes: ui::mistakes(v, [&field]),
        action: format!("{path}/titles/{}/stock", title.id),
        back: format!("{path}/lending"),
        revision: String::new(),
        field,
        yes: v.t("venues-change-it"),
    }
}
