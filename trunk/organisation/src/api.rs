//! The same verbs as JSON, described for OpenAPI.

pub(crate) mod changes;
pub(crate) mod employers;
pub(crate) mod foundings;
pub(crate) mod posts;
pub(crate) mod unions;

use serde::Serialize;
use utoipa::OpenApi as _;
use utoipa::ToSchema;
use uuid::Uuid;

/// The id of what was made.
#[derive(Serialize, ToSchema)]
#[schema(as = OrganisationMade)]
pub struct Made {
    pub id: Uuid,
}

/// It was done.
#[derive(Serialize, ToSchema)]
#[schema(as = OrganisationDone)]
pub struct Done {
    pub done: bool,
}

impl Done {
    pub(crate) fn json() -> axum::Json<Self> {
        axum::Json(Self { done: true })
    }
}

#[derive(utoipa::OpenApi)]
#[openapi(paths(
    unions::list,
    unions::get,
    unions::children,
    unions::history,
    unions::lines,
    unions::powers,
    changes::describe,
    changes::rename,
    changes::move_under,
    changes::merge,
    changes::split,
    changes::close,
    changes::keep_books,
    changes::set_term,
    changes::join_line,
    changes::leave_line,
    changes::lead_by,
    changes::open_line,
    foundings::list,
    foundings::get,
    foundings::ask,
    foundings::ask_again,
    foundings::withdraw,
    foundings::decide,
    posts::list,
    posts::give,
    posts::end,
    posts::hand_over,
    employers::list,
    employers::get,
    employers::enter,
    employers::correct,
    employers::cover,
    employers::uncover,
    employers::seat,
    employers::unseat,
))]
struct Description;

/// What this crate's own URLs take and give, for `/api/openapi.json`.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Description::openapi()
}
