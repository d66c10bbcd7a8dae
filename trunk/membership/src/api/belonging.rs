use utoipa::OpenApi;

use super::{head_counts, honours, imports, members, own};

/// The roster, standing, transfer, card, own data, imports and head-counts, for the description of the whole house.
#[derive(OpenApi)]
#[openapi(paths(
    members::list,
    members::get,
    members::create,
    members::update,
    members::act,
    members::open,
    members::receive,
    honours::list,
    honours::record,
    honours::withdraw,
    imports::create,
    imports::get,
    imports::start,
    imports::stop,
    imports::rows,
    own::own_card,
    own::look,
    own::data,
    own::correct_data,
    own::phone,
    own::withdraw_consent,
    own::ask_transfer,
    own::leave_union,
    own::delete,
    head_counts::get,
))]
struct Belonging;

/// What this file's resources look like to a machine.
pub(crate) fn openapi() -> utoipa::openapi::OpenApi {
    Belonging::openapi()
}
