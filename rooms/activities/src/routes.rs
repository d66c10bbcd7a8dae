//! All URLs of this room, each with what it asks for.

use organisation::{Need, Power};
use web::{Mounted, Routes};

use crate::{Activities, api, pages};

/// The routes with their state.
#[must_use]
pub fn routes(a: Activities) -> Mounted<Need> {
    let run = Need::Power(Power::Run);
    Routes::new()
        .get("/activities", Need::SignedIn, pages::activities)
        .get("/activities/desk", run, pages::activities_desk)
        .get("/activities/new", run, pages::announcement)
        .post("/activities/new", run, pages::announce)
        .get("/activities/{id}", Need::SignedIn, pages::activity)
        .get("/activities/{id}/desk", run, pages::activity_desk)
        .get("/activities/{id}/cancel", run, pages::cancel)
        .post("/activities/{id}/cancel", run, pages::save_cancel)
        .get("/activities/{id}/meetings/{meeting}/move", run, pages::move_meeting)
        .post("/activities/{id}/meetings/{meeting}/move", run, pages::save_move)
        .get("/me/attended", Need::SignedIn, pages::attended)
        .get("/sessions", Need::Post, pages::sessions)
        .get("/sessions/new", run, pages::log)
        .post("/sessions/new", run, pages::save_log)
        .post("/sessions/again/{id}", run, pages::again)
        .get("/sessions/sheet", run, pages::sheet)
        .get("/sessions/{id}", Need::SignedIn, pages::session)
        .get("/sessions/{id}/edit", run, pages::edit)
        .post("/sessions/{id}/edit", run, pages::save_edit)
        .get("/sessions/{id}/entry", run, pages::entry)
        .post("/sessions/{id}/entry", run, pages::save_entry)
        .post("/sessions/{id}/checked-in", run, pages::checked_in)
        .get("/sessions/{id}/retract", run, pages::retract)
        .post("/sessions/{id}/retract", run, pages::save_retract)
        .get("/programmes", Need::Post, pages::programmes)
        .post("/programmes", run, pages::begin_programme)
        .get("/api/v1/activities", Need::SignedIn, api::activities::list)
        .post("/api/v1/activities", run, api::activities::announce)
        .get("/api/v1/activities/{id}", Need::SignedIn, api::activities::get)
        .post("/api/v1/activities/{id}/cancellation", run, api::activities::cancel)
        .post("/api/v1/activities/{id}/meetings/{meeting}/move", run, api::activities::reschedule)
        .post("/api/v1/activities/{id}/meetings/{meeting}/session", run, api::activities::hold)
        .get("/api/v1/sessions", Need::Post, api::sessions::list)
        .post("/api/v1/sessions", run, api::sessions::log)
        .get("/api/v1/sessions/{id}", Need::SignedIn, api::sessions::get)
        .post("/api/v1/sessions/{id}/again", run, api::sessions::again)
        .post("/api/v1/sessions/{id}/corrections", run, api::sessions::correct)
        .post("/api/v1/sessions/{id}/entry", run, api::sessions::enter)
        .post("/api/v1/sessions/{id}/checked-in", run, api::sessions::enter_checked_in)
        .post("/api/v1/sessions/{id}/retraction", run, api::sessions::retract)
        .get("/api/v1/programmes", Need::Post, api::programmes::list)
        .post("/api/v1/programmes", run, api::programmes::begin)
        .get("/api/v1/me/attended", Need::SignedIn, api::attended::list)
        .with_state(a)
}
