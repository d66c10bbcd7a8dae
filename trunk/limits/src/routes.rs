//! All URLs of this crate, each with what it asks for.

use organisation::{Need, Power};
use web::{Mounted, Routes};

use crate::{Limits, api, pages};

/// The routes with their state.
#[must_use]
pub fn routes(l: Limits) -> Mounted<Need> {
    let (post, money) = (Need::Post, Need::Power(Power::ApproveMoney));
    let pages = Routes::new().get("/limits", post, pages::limits::get).get("/limits/new", money, pages::set::get).post(
        "/limits/new",
        money,
        pages::set::post,
    );
    let api = Routes::new().get("/api/v1/limits", post, api::limits::list).post("/api/v1/limits", money, api::limits::set).get(
        "/api/v1/me/given",
        Need::SignedIn,
        api::limits::given,
    );
    pages.with_state(l.clone()).and(api.with_state(l))
}
