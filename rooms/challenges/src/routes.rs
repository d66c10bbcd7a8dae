//! All URLs of this room, each with what it asks for.

use organisation::{Need, Power};
use web::{Mounted, Routes};

use crate::{Challenges, api, pages};

/// The routes with their state.
#[must_use]
pub fn routes(c: Challenges) -> Mounted<Need> {
    let run = Need::Power(Power::Run);
    Routes::new()
        .get("/challenges", Need::SignedIn, pages::challenges)
        .get("/challenges/desk", run, pages::challenges_desk)
        .get("/challenges/new", run, pages::draft)
        .post("/challenges/new", run, pages::announce)
        .get("/challenges/{id}", Need::SignedIn, pages::challenge)
        .get("/challenges/{id}/desk", run, pages::challenge_desk)
        .get("/challenges/{id}/dates", run, pages::dates)
        .post("/challenges/{id}/dates", run, pages::save_dates)
        .get("/challenges/{id}/cancel", run, pages::cancel)
        .post("/challenges/{id}/cancel", run, pages::save_cancel)
        .post("/challenges/{id}/close", run, pages::close)
        .get("/challenges/{id}/scales", run, pages::scales)
        .post("/challenges/{id}/scales", run, pages::weigh)
        .get("/challenges/{id}/me", Need::SignedIn, pages::me)
        .post("/challenges/{id}/me", Need::SignedIn, pages::measure)
        .post("/challenges/{id}/me/consent", Need::SignedIn, pages::join)
        .post("/challenges/{id}/me/code", Need::SignedIn, pages::show_code)
        .get("/challenges/{id}/me/withdraw", Need::SignedIn, pages::withdraw)
        .post("/challenges/{id}/me/withdraw", Need::SignedIn, pages::save_withdraw)
        .get("/challenges/{id}/ranking", Need::SignedIn, pages::ranking)
        .post("/challenges/{id}/ranking", Need::SignedIn, pages::enter_ranking)
        .post("/challenges/{id}/ranking/leave", Need::SignedIn, pages::leave_ranking)
        .get("/challenges/{id}/outcome", Need::SignedIn, pages::outcome)
        .get("/api/v1/challenges", Need::SignedIn, api::challenges::list)
        .post("/api/v1/challenges", run, api::challenges::announce)
        .get("/api/v1/challenges/{id}", Need::SignedIn, api::challenges::get)
        .post("/api/v1/challenges/{id}/dates", run, api::challenges::redate)
        .post("/api/v1/challenges/{id}/cancellation", run, api::challenges::cancel)
        .post("/api/v1/challenges/{id}/closing", run, api::challenges::close)
        .post("/api/v1/challenges/{id}/scales", run, api::challenges::weigh)
        .get("/api/v1/challenges/{id}/me", Need::SignedIn, api::own::get)
        .post("/api/v1/challenges/{id}/me/consent", Need::SignedIn, api::own::join)
        .post("/api/v1/challenges/{id}/me/withdrawal", Need::SignedIn, api::own::withdraw)
        .post("/api/v1/challenges/{id}/me/measurements", Need::SignedIn, api::own::measure)
        .post("/api/v1/challenges/{id}/me/code", Need::SignedIn, api::own::show_code)
        .get("/api/v1/challenges/{id}/ranking", Need::SignedIn, api::own::ranking)
        .post("/api/v1/challenges/{id}/ranking", Need::SignedIn, api::own::enter_ranking)
        .post("/api/v1/challenges/{id}/ranking/leaving", Need::SignedIn, api::own::leave_ranking)
        .with_state(c)
}
