//! The same verbs as JSON, described for OpenAPI. Nothing here decides anything.

pub(crate) mod bookings;
pub(crate) mod lending;
pub(crate) mod venues;

use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    paths(
        venues::list,
        venues::set_up,
        venues::get,
        venues::change,
        venues::close,
        bookings::list,
        bookings::book,
        bookings::get,
        bookings::decide,
        bookings::cancel,
        bookings::count,
        bookings::mine,
        lending::titles,
        lending::stock,
        lending::restock,
        lending::ask,
        lending::loans,
        lending::lend,
        lending::hand_out,
        lending::back,
        lending::undo,
        lending::drop_it,
        lending::mine,
    ),
    components(schemas(
        venues::VenueJson,
        venues::SpaceJson,
        venues::TakenJson,
        venues::VenueList,
        venues::VenueBody,
        venues::ClosingBody,
        bookings::BookingJson,
        bookings::BookedJson,
        bookings::BookBody,
        bookings::DecisionBody,
        bookings::CancellationBody,
        bookings::CountBody,
        bookings::ManyJson,
        lending::TitleJson,
        lending::TitleBody,
        lending::CopiesBody,
        lending::LoanJson,
        lending::LendBody,
        lending::UndoBody,
    ))
)]
struct Api;

/// This crate's part of the house's OpenAPI 3.1 description.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
