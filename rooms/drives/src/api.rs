//! The same verbs as JSON, described for OpenAPI. Nothing here decides anything.

pub(crate) mod drives;
pub(crate) mod hand_outs;
pub(crate) mod photos;
pub(crate) mod things;

use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    paths(
        drives::list,
        drives::file,
        drives::get,
        drives::revise,
        drives::approve,
        drives::send_back,
        drives::close,
        things::bring_in,
        things::take_in,
        things::lay_out,
        things::move_site,
        photos::list,
        photos::add,
        photos::get,
        photos::remove,
        hand_outs::list,
        hand_outs::people,
        hand_outs::heads,
        hand_outs::sign,
        hand_outs::retract,
        hand_outs::received,
    ),
    components(schemas(
        drives::DriveJson,
        drives::FundJson,
        drives::GoodJson,
        drives::SiteJson,
        drives::WholeJson,
        drives::PlanBody,
        drives::FundBody,
        drives::RevisionBody,
        drives::ReturnBody,
        drives::ClosingBody,
        drives::UnsignedBody,
        things::GoodBody,
        things::StockBody,
        things::SiteBody,
        things::IdJson,
        photos::PhotoJson,
        hand_outs::HandOutJson,
        hand_outs::PiecesBody,
        hand_outs::PeopleBody,
        hand_outs::HeadsBody,
        hand_outs::HandedJson,
        hand_outs::SignatureBody,
        hand_outs::RetractionBody,
        hand_outs::ReceivedJson,
    ))
)]
struct Api;

/// This room's part of the house's OpenAPI 3.1 description.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
