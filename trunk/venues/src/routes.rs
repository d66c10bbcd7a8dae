//! All URLs of this crate, each with what it asks for.

use organisation::{Need, Power};
use web::{Mounted, Routes};

use crate::{Venues, api, pages};

/// The routes with their state.
#[must_use]
pub fn routes(v: Venues) -> Mounted<Need> {
    let run = Need::Power(Power::Run);
    let (any, own) = (Need::Nothing, Need::SignedIn);
    let pages = Routes::new()
        .get("/venues", any, pages::directory::get)
        .get("/venues/desk", run, pages::desk::get)
        .get("/venues/new", run, pages::set_up::get)
        .post("/venues/new", run, pages::set_up::post)
        .get("/venues/{venue}", any, pages::venue::get)
        .get("/venues/{venue}/edit", run, pages::edit::get)
        .post("/venues/{venue}/edit", run, pages::edit::post)
        .get("/venues/{venue}/close", run, pages::close::get)
        .post("/venues/{venue}/close", run, pages::close::post)
        .get("/venues/{venue}/book", own, pages::book::get)
        .post("/venues/{venue}/book", own, pages::book::post)
        .get("/venues/{venue}/bookings", run, pages::week::get)
        .get("/venues/{venue}/bookings/{booking}", own, pages::booking::get)
        .post("/venues/{venue}/bookings/{booking}/decide", run, pages::booking::decide)
        .post("/venues/{venue}/bookings/{booking}/cancel", own, pages::booking::cancel)
        .post("/venues/{venue}/bookings/{booking}/count", run, pages::booking::count)
        .get("/venues/{venue}/titles", any, pages::titles::get)
        .post("/venues/{venue}/titles/{title}/ask", own, pages::titles::ask)
        .get("/venues/{venue}/lending", run, pages::lending::get)
        .post("/venues/{venue}/lending", run, pages::lending::lend)
        .post("/venues/{venue}/stock", run, pages::lending::stock)
        .get("/venues/{venue}/titles/{title}/stock", run, pages::restock::get)
        .post("/venues/{venue}/titles/{title}/stock", run, pages::restock::post)
        .post("/venues/{venue}/loans/{loan}/hand-out", run, pages::lending::hand_out)
        .post("/venues/{venue}/loans/{loan}/back", run, pages::lending::back)
        .post("/venues/{venue}/loans/{loan}/drop", own, pages::lending::drop_it)
        .get("/venues/{venue}/loans/{loan}/undo", run, pages::undo::get)
        .post("/venues/{venue}/loans/{loan}/undo", run, pages::undo::post)
        .get("/me/bookings", own, pages::mine::get);
    let api = Routes::new()
        .get("/api/v1/venues", any, api::venues::list)
        .post("/api/v1/venues", run, api::venues::set_up)
        .get("/api/v1/venues/{venue}", any, api::venues::get)
        .put("/api/v1/venues/{venue}", run, api::venues::change)
        .post("/api/v1/venues/{venue}/closing", run, api::venues::close)
        .get("/api/v1/venues/{venue}/bookings", run, api::bookings::list)
        .post("/api/v1/venues/{venue}/bookings", own, api::bookings::book)
        .get("/api/v1/venues/{venue}/bookings/{booking}", own, api::bookings::get)
        .post("/api/v1/venues/{venue}/bookings/{booking}/decision", run, api::bookings::decide)
        .post("/api/v1/venues/{venue}/bookings/{booking}/cancellation", own, api::bookings::cancel)
        .post("/api/v1/venues/{venue}/bookings/{booking}/count", run, api::bookings::count)
        .get("/api/v1/venues/{venue}/titles", any, api::lending::titles)
        .post("/api/v1/venues/{venue}/titles", run, api::lending::stock)
        .put("/api/v1/venues/{venue}/titles/{title}", run, api::lending::restock)
        .post("/api/v1/venues/{venue}/titles/{title}/requests", own, api::lending::ask)
        .get("/api/v1/venues/{venue}/loans", run, api::lending::loans)
        .post("/api/v1/venues/{venue}/loans", run, api::lending::lend)
        .post("/api/v1/venues/{venue}/loans/{loan}/hand-out", run, api::lending::hand_out)
        .post("/api/v1/venues/{venue}/loans/{loan}/return", run, api::lending::back)
        .post("/api/v1/venues/{venue}/loans/{loan}/undo", run, api::lending::undo)
        .delete("/api/v1/venues/{venue}/loans/{loan}", own, api::lending::drop_it)
        .get("/api/v1/me/bookings", own, api::bookings::mine)
        .get("/api/v1/me/loans", own, api::lending::mine);
    pages.with_state(v.clone()).and(api.with_state(v))
}
