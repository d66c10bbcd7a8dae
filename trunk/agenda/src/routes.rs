//! All URLs of this crate, each with what it asks for. A name in `{file}` ends in `.ics`.

use organisation::Need;
use web::{Mounted, Routes};

use crate::{Agenda, api, pages};

/// The routes with their state.
#[must_use]
pub fn routes(a: Agenda) -> Mounted<Need> {
    let (any, own) = (Need::Nothing, Need::SignedIn);
    Routes::new()
        .get("/agenda", any, pages::agenda::get)
        .get("/agenda.ics", any, pages::feed::everybody)
        .get("/agenda/{file}", any, pages::feed::one)
        .get("/agenda/mine/{file}", any, pages::feed::mine)
        .get("/me/calendar", own, pages::calendar::get)
        .post("/me/calendar", own, pages::calendar::renew)
        .post("/me/calendar/withdraw", own, pages::calendar::withdraw)
        .get("/api/v1/agenda", any, api::items::list)
        .with_state(a)
}
