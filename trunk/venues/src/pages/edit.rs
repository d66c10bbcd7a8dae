use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use store::{Fault, FieldFault};
use ui::Field;
use uuid::Uuid;
use web::{Ask, Failed, Fields, Path};

use super::fields::{entry_of, fields};
use super::set_up::FormPage;
use crate::rows::space;
use crate::rows::venue::Venue;
use crate::rules::entry::Entry;
use crate::{Venues, change, sight};

pub async fn get(State(v): State<Venues>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let venue = sight::kept(&v, &scope, id).await?;
    if venue.is_closed() {
        return Err(Fault::Conflict("venues-is-closed").into());
    }
    let spaces = space::open(v.store().read(), id).await?;
    Ok(ask.show(&view(&ask, &venue, &entry_of(&venue, &spaces), &venue.revision.to_string(), &[])))
}

pub async fn post(
    State(v): State<Venues>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Result<Response, Failed> {
    let (entry, revision) = (Entry::of(&fields), fields.get("revision"));
    match change(&v, &scope, &ask.actor(), id, revision, &entry).await {
        Ok(()) => Ok(ask.go_saying(&format!("/venues/{id}"), "venues-changed")),
        Err(Fault::Invalid(faults)) => {
            let venue = sight::kept(&v, &scope, id).await?;
            Ok(ask.show_again(&view(&ask, &venue, &entry, revision, &faults)))
        }
        Err(fault) => Err(fault.into()),
    }
}

fn view(ask: &Ask, venue: &Venue, entry: &Entry, revision: &str, faults: &[FieldFault]) -> FormPage {
    let (v, path) = (&ask.v, format!("/venues/{}", venue.id));
    let [place, hours, booking] = fields(ask, entry, faults);
    let all: Vec<&Field> = place.iter().chain(&hours).chain(&booking).collect();
    FormPage {
        page: ask
            .page("venues-change")
            .at("venues")
            .under("/venues/desk", v.t("venues-keep"))
            .under(format!("{path}/bookings"), venue.name.as_str()),
        head: ui::head(v.t("venues-change"))
            .says(venue.name.as_str())
            .act(ui::Button::link(format!("{path}/close"), v.t("venues-close")).text()),
        mistakes: ui::mistakes(v, all),
        action: format!("{path}/edit"),
        keeper: None,
        revision: revision.to_owned(),
        place,
        hours,
        booking,
        save: v.t("venues-change-it"),
    }
}
