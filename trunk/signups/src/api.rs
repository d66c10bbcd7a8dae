//! The same verbs as JSON, described for OpenAPI. Nothing here decides anything.

pub(crate) mod accounts;
pub(crate) mod allotments;
pub(crate) mod checkins;
pub(crate) mod door;
pub(crate) mod draws;
pub(crate) mod entries;
pub(crate) mod money;
pub(crate) mod questions;
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
        entries::withdraw_consent,
        entries::offer,
        entries::list,
        entries::all_mine,
        draws::get,
        draws::hold,
        draws::renew,
        draws::ask_one,
        draws::own,
        draws::seal_one,
        draws::open_one,
        draws::refuse,
        questions::get,
        questions::ask,
        questions::answers,
        questions::with_health,
        questions::correct,
        money::list,
        money::pay,
        money::waive,
        money::refund,
        money::reverse,
        money::day,
        money::close_day,
        accounts::list,
        accounts::open,
        accounts::one,
        accounts::add,
        checkins::list,
        checkins::take_along,
        checkins::send,
        checkins::present,
        checkins::screen,
        checkins::ticket,
        checkins::come,
    ),
    components(schemas(
        shape::AllotmentJson,
        shape::EntryJson,
        shape::StepJson,
        shape::ConsentJson,
        shape::DecidedJson,
        shape::StandingEntryJson,
        shape::EntryList,
        entries::EnterBody,
        crate::rules::asks::AskBody,
        questions::QuestionJson,
        questions::ChoiceJson,
        questions::QuestionsJson,
        questions::QuestionsBody,
        questions::AnswersBody,
        questions::AnsweredJson,
        questions::SumJson,
        questions::AnswersJson,
        entries::OfferBody,
        draws::DrawJson,
        draws::WitnessJson,
        draws::LapseJson,
        draws::OwnWitnessJson,
        draws::WitnessBody,
        draws::SealBody,
        draws::OpeningBody,
        draws::HoldBody,
        draws::RenewalBody,
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
        checkins::SendBody,
        checkins::ArrivalBody,
        checkins::PresentBody,
        checkins::ComeBody,
        door::DoorListJson,
        door::OccasionJson,
        door::DoorTicketJson,
        door::CameJson,
        door::ToldJson,
        door::ToldList,
        door::GuestJson,
        door::GuestList,
        door::ScreenJson,
        door::TicketJson,
    ))
)]
struct Api;

/// This crate's part of the house's OpenAPI 3.1 description.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
