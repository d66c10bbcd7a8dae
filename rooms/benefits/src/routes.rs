//! All URLs of this room, each with what it asks for. What stands under `/redeem` is opened by a clerk's link alone.

use organisation::{Need, Power};
use web::{Mounted, Routes};

use crate::{Benefits, api, pages};

/// The routes with their state.
#[must_use]
pub fn routes(b: Benefits) -> Mounted<Need> {
    let out = Need::Power(Power::HandOut);
    Routes::new()
        .get("/offers", Need::Nothing, pages::offers::get)
        .get("/benefits", out, pages::desk::get)
        .get("/benefits/new", out, pages::new_benefit::get)
        .post("/benefits/new", out, pages::new_benefit::post)
        .get("/benefits/{benefit}", Need::Nothing, pages::benefit::get)
        .get("/benefits/{benefit}/desk", out, pages::benefit_desk::get)
        .post("/benefits/{benefit}/cancel", out, pages::benefit_desk::cancel)
        .post("/benefits/{benefit}/undo", out, pages::benefit_desk::undo)
        .get("/vouchers/{benefit}", Need::SignedIn, pages::voucher::get)
        .get("/me/vouchers", Need::SignedIn, pages::vouchers::get)
        .get("/merchants", out, pages::merchants::get)
        .post("/merchants", out, pages::merchants::post)
        .get("/merchants/{merchant}", out, pages::merchant::get)
        .post("/merchants/{merchant}/clerks", out, pages::merchant::make_link)
        .post("/merchants/{merchant}/clerks/{clerk}/revoke", out, pages::merchant::revoke)
        .post("/merchants/{merchant}/offers", out, pages::merchant::add_offer)
        .post("/merchants/{merchant}/offers/{offer}/end", out, pages::merchant::end_offer)
        .get("/merchants/{merchant}/statement", out, pages::statement::get)
        .get("/merchants/{merchant}/statement/settle", out, pages::settle::get)
        .post("/merchants/{merchant}/statement/settle", out, pages::settle::post)
        .get("/merchants/{merchant}/statement.csv", out, pages::statement::csv)
        .get("/redeem", Need::Nothing, pages::redeem::get)
        .post("/redeem", Need::Nothing, pages::redeem::post)
        .post("/redeem/undo", Need::Nothing, pages::redeem::undo)
        .post("/redeem/card", Need::Nothing, pages::redeem::card)
        .get("/redeem/in/{token}", Need::Nothing, pages::redeem::enter)
        .get("/api/v1/benefits", Need::Nothing, api::benefits::list)
        .post("/api/v1/benefits", out, api::benefits::open)
        .get("/api/v1/benefits/{benefit}", Need::Nothing, api::benefits::get)
        .post("/api/v1/benefits/{benefit}/cancellation", out, api::benefits::cancel)
        .get("/api/v1/offers", Need::Nothing, api::merchants::offers)
        .get("/api/v1/merchants", out, api::merchants::list)
        .post("/api/v1/merchants", out, api::merchants::add)
        .post("/api/v1/merchants/{merchant}/offers", out, api::merchants::add_offer)
        .get("/api/v1/merchants/{merchant}/statement", out, api::merchants::statement)
        .post("/api/v1/merchants/{merchant}/statement", out, api::merchants::settle)
        .get("/api/v1/me/vouchers", Need::SignedIn, api::benefits::vouchers)
        .with_state(b)
}
