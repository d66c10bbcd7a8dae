//! All URLs of the desk, each with what it asks for.

use organisation::{Need, Power};
use web::{Mounted, Routes};

use crate::{Signups, api};

/// The routes with their state.
#[must_use]
pub fn routes(s: Signups) -> Mounted<Need> {
    let run = Need::Power(Power::Run);
    Routes::new()
        .get("/api/v1/signups/{allotment}", Need::Nothing, api::allotments::get)
        .post("/api/v1/signups/{allotment}/places", run, api::allotments::places)
        .get("/api/v1/signups/{allotment}/entries", run, api::entries::list)
        .post("/api/v1/signups/{allotment}/entries", Need::SignedIn, api::entries::enter)
        .get("/api/v1/signups/{allotment}/entries/mine", Need::SignedIn, api::entries::mine)
        .delete("/api/v1/signups/{allotment}/entries/mine", Need::SignedIn, api::entries::leave)
        .post("/api/v1/signups/{allotment}/offer", Need::SignedIn, api::entries::offer)
        .get("/api/v1/me/signups", Need::SignedIn, api::entries::all_mine)
        .with_state(s)
}
