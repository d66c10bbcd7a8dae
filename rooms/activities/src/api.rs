//! The same verbs as JSON, described for OpenAPI. Nothing here decides anything.

pub(crate) mod activities;
pub(crate) mod attended;
pub(crate) mod feedback;
pub(crate) mod materials;
pub(crate) mod plans;
pub(crate) mod programmes;
pub(crate) mod routes;
pub(crate) mod seasons;
pub(crate) mod sessions;
mod shape;
pub(crate) mod studies;

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
        programmes::get,
        programmes::reword,
        programmes::end,
        programmes::resume,
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
        studies::get,
        studies::prepare_meeting,
        studies::prepare_session,
        studies::arrange,
        studies::expect,
        studies::write,
        studies::confirm,
        materials::add,
        materials::get,
        materials::remove,
        plans::get,
        plans::begin,
        plans::add,
        feedback::answer,
        feedback::heard,
        feedback::more,
        feedback::off,
        feedback::reminder,
        routes::get,
        routes::make,
        routes::change,
        routes::close,
        routes::date,
        routes::walk,
        routes::reach,
        routes::led,
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
        programmes::FormBody,
        programmes::RewordBody,
        programmes::EndBody,
        programmes::ResumeBody,
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
        studies::StudyJson,
        studies::ItemJson,
        studies::PresenterJson,
        studies::MaterialJson,
        materials::FileJson,
        materials::FileAddedJson,
        studies::MinutesJson,
        studies::SaidJson,
        studies::SpeakerBody,
        studies::ArrangeBody,
        studies::ExpectedJson,
        studies::ExpectBody,
        studies::MinuteBody,
        studies::RevisionBody,
        plans::PlanJson,
        plans::TopicJson,
        plans::PlanBody,
        plans::TopicsBody,
        feedback::SayBody,
        feedback::HeardJson,
        feedback::CountJson,
        feedback::MoreBody,
        feedback::OffBody,
        feedback::RemindBody,
        feedback::DoneJson,
        routes::RouteJson,
        routes::RouteBody,
        routes::StopBody,
        routes::WalkJson,
        crate::rules::route::NewStop,
    ))
)]
struct Api;

/// This room's part of the house's OpenAPI 3.1 description.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
