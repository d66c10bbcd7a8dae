//! The same verbs as JSON, described for OpenAPI. Nothing here decides anything.

pub(crate) mod activities;
pub(crate) mod attended;
pub(crate) mod programmes;
pub(crate) mod seasons;
pub(crate) mod sessions;
mod shape;

use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    paths(
        sessions::list,
        sessions::log,
        sessions::get,
        sessions::again,
        sessions::correct,
        sessions::enter,
        sessions::enter_checked_in,
        sessions::retract,
        programmes::list,
        programmes::begin,
        attended::list,
        activities::list,
        activities::announce,
        activities::get,
        activities::reschedule,
        activities::hold,
        activities::cancel,
        seasons::get,
        seasons::begin,
        seasons::save_blueprint,
    ),
    components(schemas(
        shape::SessionJson,
        shape::CoHostJson,
        shape::AttendeeJson,
        shape::SessionList,
        shape::LoggedJson,
        sessions::LogBody,
        sessions::CorrectBody,
        sessions::EnterBody,
        sessions::RetractBody,
        sessions::AgainBody,
        programmes::ProgrammeJson,
        programmes::ProgrammeBody,
        activities::ActivityJson,
        activities::MeetingJson,
        activities::AnnounceBody,
        activities::SignupBody,
        activities::ShareBody,
        activities::MoveBody,
        activities::HoldBody,
        activities::CancelBody,
        seasons::SeasonJson,
        seasons::CourseJson,
        seasons::SeasonBody,
        seasons::CourseBody,
        seasons::BlueprintBody,
        seasons::BlueprintSavedJson,
    ))
)]
struct Api;

/// This room's part of the house's OpenAPI 3.1 description.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
