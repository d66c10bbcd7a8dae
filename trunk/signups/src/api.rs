//! The same verbs as JSON, described for OpenAPI. Nothing here decides anything.

pub(crate) mod accounts;
pub(crate) mod allotments;
pub(crate) mod entries;
pub(crate) mod money;
pub(crate) mod shape;

use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    paths(
        allotments::get,
        allotments::places,
        entries::enter,
        entries::mine,
        entries::leave,
        entries::offer,
        entries::list,
        entries::all_mine,
        money::list,
        money::pay,
        money::waive,
        money::refund,
        money::day,
        money::close_day,
        accounts::list,
        accounts::open,
        accounts::one,
        accounts::add,
    ),
    components(schemas(
        shape::AllotmentJson,
        shape::EntryJson,
        shape::StepJson,
        shape::DecidedJson,
        shape::StandingEntryJson,
        shape::EntryList,
        entries::EnterBody,
        entries::OfferBody,
        allotments::PlacesBody,
        money::PaymentJson,
        money::PaymentList,
        money::PayBody,
        money::WaiveBody,
        money::RefundBody,
        money::CloseBody,
        money::DaySumJson,
        money::DayJson,
        accounts::AccountJson,
        accounts::AccountList,
        accounts::AccountBody,
        accounts::AddBody,
        accounts::MovementJson,
    ))
)]
struct Api;

/// This crate's part of the house's OpenAPI 3.1 description.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
