//! All URLs of this crate, each with what it asks for.

use organisation::Need;
use web::{Mounted, Routes};

use crate::{Inbox, api, pages};

/// The routes with their state.
#[must_use]
pub fn routes(i: Inbox) -> Mounted<Need> {
    Routes::new()
        .get("/desk", Need::Post, pages::desk::get)
        .post("/desk/tasks/{task}/done", Need::Post, pages::desk::settle)
        .get("/notices", Need::SignedIn, pages::notices::get)
        .post("/notices/read", Need::SignedIn, pages::notices::read_all)
        .get("/notices/{notice}", Need::SignedIn, pages::notices::open)
        .get("/me/preferences", Need::SignedIn, pages::preferences::get)
        .post("/me/preferences", Need::SignedIn, pages::preferences::post)
        .get("/api/v1/tasks", Need::Post, api::tasks::list)
        .post("/api/v1/tasks/{task}/done", Need::Post, api::tasks::settle)
        .get("/api/v1/notices", Need::SignedIn, api::notices::list)
        .post("/api/v1/notices/read", Need::SignedIn, api::notices::read_all)
        .post("/api/v1/notices/{notice}/read", Need::SignedIn, api::notices::read)
        .get("/api/v1/me/preferences", Need::SignedIn, api::preferences::get)
        .put("/api/v1/me/preferences", Need::SignedIn, api::preferences::put)
        .with_state(i)
}
