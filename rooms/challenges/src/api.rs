//! The same verbs as JSON, described for OpenAPI. Nothing here decides anything.

pub(crate) mod challenges;
pub(crate) mod own;

use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    paths(
        challenges::list,
        challenges::announce,
        challenges::get,
        challenges::redate,
        challenges::cancel,
        challenges::close,
        challenges::weigh,
        own::get,
        own::join,
        own::withdraw,
        own::measure,
        own::show_code,
        own::ranking,
        own::enter_ranking,
        own::leave_ranking,
    ),
    components(schemas(
        challenges::ChallengeJson,
        challenges::GroupJson,
        challenges::ChallengeBody,
        challenges::ChallengeDatesBody,
        challenges::ChallengeCancelBody,
        challenges::WeighedBody,
        own::OwnJson,
        own::ValueJson,
        own::ConsentBody,
        own::MeasureBody,
        own::MeasuredJson,
        own::CodeJson,
        own::RankingBody,
        own::RankingJson,
        own::RankedJson,
        own::RankedTeamJson,
    ))
)]
struct Api;

/// This room's part of the house's OpenAPI 3.1 description.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
