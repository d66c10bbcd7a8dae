//! All URLs of the desk, each with what it asks for.

use organisation::{Need, Power};
use web::{Mounted, Routes};

use crate::{Signups, api, pages};

/// The routes with their state.
#[must_use]
pub fn routes(s: Signups) -> Mounted<Need> {
    let run = Need::Power(Power::Run);
    Routes::new()
        .get("/me/signups", Need::SignedIn, pages::mine::get)
        .get("/signups/{allotment}", Need::Nothing, pages::allotment::get)
        .post("/signups/{allotment}", Need::SignedIn, pages::allotment::post)
        .get("/signups/{allotment}/leave", Need::SignedIn, pages::leave::get)
        .post("/signups/{allotment}/leave", Need::SignedIn, pages::leave::post)
        .post("/signups/{allotment}/offer", Need::SignedIn, pages::offer::post)
        .get("/signups/{allotment}/desk", run, pages::desk::get)
        .get("/signups/{allotment}/list.csv", run, pages::list::get)
        .post("/signups/{allotment}/places", run, pages::change::places)
        .post("/signups/{allotment}/shares", run, pages::change::shares)
        .post("/signups/{allotment}/draw", run, pages::hold::post)
        .get("/draws/{allotment}", Need::Nothing, pages::draw::get)
        .get("/draws/{allotment}/list.json", Need::Nothing, pages::draw::list)
        .get("/draws/{allotment}/record.json", Need::Nothing, pages::draw::record)
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
