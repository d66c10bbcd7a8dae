//! All URLs of this room, each with what it asks for.

use axum::handler::Handler as _;
use organisation::{Need, Power};
use web::{Mounted, Routes};

use crate::{Drives, api, pages};

/// The routes with their state.
#[must_use]
pub fn routes(d: Drives) -> Mounted<Need> {
    let (see, hand, money) = (Need::Power(Power::SeeFigures), Need::Power(Power::HandOut), Need::Power(Power::ApproveMoney));
    let own = Need::SignedIn;
    let large = web::takes_files(files::MOST_BYTES);
    let pages = Routes::new()
        .get("/drives", see, pages::drives::get)
        .get("/drives/new", hand, pages::plan::new)
        .post("/drives/new", hand, pages::plan::file)
        .get("/drives/{drive}", see, pages::drive::get)
        .get("/drives/{drive}/edit", hand, pages::plan::get)
        .post("/drives/{drive}/edit", hand, pages::plan::revise)
        .post("/drives/{drive}/approve", money, pages::drive::approve)
        .post("/drives/{drive}/return", money, pages::drive::send_back)
        .get("/drives/{drive}/close", hand, pages::close::get)
        .post("/drives/{drive}/close", hand, pages::close::post)
        .post("/drives/{drive}/goods", hand, pages::drive::bring_in)
        .get("/drives/{drive}/goods/{good}", hand, pages::stock::get)
        .post("/drives/{drive}/goods/{good}", hand, pages::stock::post)
        .post("/drives/{drive}/sites", hand, pages::drive::lay_out)
        .get("/drives/{drive}/sites/{site}", see, pages::site::get)
        .get("/drives/{drive}/sites/{site}/edit", hand, pages::site_edit::get)
        .post("/drives/{drive}/sites/{site}/edit", hand, pages::site_edit::post)
        .post("/drives/{drive}/sites/{site}/people", hand, pages::site::people)
        .post("/drives/{drive}/sites/{site}/heads", hand, pages::site::heads)
        .get("/drives/{drive}/sites/{site}/photos/new", hand, pages::photo::new)
        .post("/drives/{drive}/sites/{site}/photos/new", hand, pages::photo::post.layer(large))
        .get("/drives/{drive}/photos/{file}", hand, pages::photo::get)
        .get("/drives/{drive}/photos/{file}/remove", hand, pages::photo_remove::get)
        .post("/drives/{drive}/photos/{file}/remove", hand, pages::photo_remove::post)
        .get("/drives/{drive}/sites/{site}/sheet", hand, pages::sheet::get)
        .get("/drives/{drive}/hand-outs/{hand_out}/sign", hand, pages::sign::get)
        .post("/drives/{drive}/hand-outs/{hand_out}/sign", hand, pages::sign::post)
        .get("/drives/{drive}/hand-outs/{hand_out}/retract", hand, pages::retract::get)
        .post("/drives/{drive}/hand-outs/{hand_out}/retract", hand, pages::retract::post)
        .get("/drives/{drive}/pack", hand, pages::pack::get)
        .get("/drives/{drive}/roster.csv", hand, pages::roster::get)
        .get("/drives/{drive}/roster.xlsx", hand, pages::roster::xlsx)
        .get("/me/received", own, pages::received::get);
    let api = Routes::new()
        .get("/api/v1/drives", see, api::drives::list)
        .post("/api/v1/drives", hand, api::drives::file)
        .get("/api/v1/drives/{drive}", see, api::drives::get)
        .put("/api/v1/drives/{drive}", hand, api::drives::revise)
        .post("/api/v1/drives/{drive}/approval", money, api::drives::approve)
        .post("/api/v1/drives/{drive}/return", money, api::drives::send_back)
        .post("/api/v1/drives/{drive}/closing", hand, api::drives::close)
        .post("/api/v1/drives/{drive}/goods", hand, api::things::bring_in)
        .post("/api/v1/drives/{drive}/goods/{good}/stock", hand, api::things::take_in)
        .post("/api/v1/drives/{drive}/sites", hand, api::things::lay_out)
        .put("/api/v1/drives/{drive}/sites/{site}", hand, api::things::move_site)
        .get("/api/v1/drives/{drive}/sites/{site}/photos", hand, api::photos::list)
        .post("/api/v1/drives/{drive}/sites/{site}/photos", hand, api::photos::add.layer(large))
        .get("/api/v1/drives/{drive}/photos/{file}", hand, api::photos::get)
        .post("/api/v1/drives/{drive}/photos/{file}/removal", hand, api::photos::remove)
        .get("/api/v1/drives/{drive}/sites/{site}/hand-outs", hand, api::hand_outs::list)
        .post("/api/v1/drives/{drive}/sites/{site}/hand-outs", hand, api::hand_outs::people)
        .post("/api/v1/drives/{drive}/sites/{site}/heads", hand, api::hand_outs::heads)
        .post("/api/v1/drives/{drive}/hand-outs/{hand_out}/signature", hand, api::hand_outs::sign)
        .post("/api/v1/drives/{drive}/hand-outs/{hand_out}/retraction", hand, api::hand_outs::retract)
        .get("/api/v1/me/received", own, api::hand_outs::received);
    pages.with_state(d.clone()).and(api.with_state(d))
}
