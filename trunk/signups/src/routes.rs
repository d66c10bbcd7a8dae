//! All URLs of the desk, each with what it asks for.

use organisation::{Need, Power};
use web::{Mounted, Routes};

use crate::pages::money::Act;
use crate::{Signups, api, pages, picture};

/// The routes with their state.
#[must_use]
pub fn routes(s: Signups) -> Mounted<Need> {
    desk(s.clone()).and(draws(s.clone())).and(door(s.clone())).and(photographs(s))
}

/// Draws: who seals and who opens, holding them, and what everybody may compute again.
fn draws(s: Signups) -> Mounted<Need> {
    let run = Need::Power(Power::Run);
    Routes::new()
        .post("/signups/{allotment}/draw", run, pages::hold::post)
        .get("/signups/{allotment}/witnesses", run, pages::witnesses::get)
        .post("/signups/{allotment}/witnesses", run, pages::witnesses::ask)
        .post("/signups/{allotment}/draw/renew", run, pages::witnesses::renew)
        .get("/draws/{allotment}", Need::Nothing, pages::draw::get)
        .get("/draws/{allotment}/witness", Need::SignedIn, pages::witness::get)
        .post("/draws/{allotment}/witness", Need::SignedIn, pages::witness::post)
        .get("/draws/{allotment}/list.json", Need::Nothing, pages::draw::list)
        .get("/draws/{allotment}/record.json", Need::Nothing, pages::draw::record)
        .post("/api/v1/signups/{allotment}/draw", run, api::draws::hold)
        .post("/api/v1/signups/{allotment}/witnesses", run, api::draws::ask_one)
        .post("/api/v1/signups/{allotment}/draw/renewal", run, api::draws::renew)
        .get("/api/v1/draws/{allotment}", Need::Nothing, api::draws::get)
        .get("/api/v1/draws/{allotment}/witness", Need::SignedIn, api::draws::own)
        .post("/api/v1/draws/{allotment}/witness/seal", Need::SignedIn, api::draws::seal_one)
        .post("/api/v1/draws/{allotment}/witness/opening", Need::SignedIn, api::draws::open_one)
        .post("/api/v1/draws/{allotment}/witness/refusal", Need::SignedIn, api::draws::refuse)
        .with_state(s)
}

/// At the door: tickets, who is there, the code on the screen.
fn door(s: Signups) -> Mounted<Need> {
    let run = Need::Power(Power::Run);
    Routes::new()
        .get("/signups/{allotment}/ticket", Need::SignedIn, pages::ticket::get)
        .get("/signups/{allotment}/checkin", run, pages::checkin::get)
        .post("/signups/{allotment}/checkin", run, pages::checkin::post)
        .post("/signups/{allotment}/checkin/present", run, pages::present::post)
        .get("/signups/{allotment}/sheet", run, pages::sheet::get)
        .get("/signups/{allotment}/screen", run, pages::screen::get)
        .get("/signups/{allotment}/poster", run, pages::screen::poster)
        .get("/in/{code}", Need::Nothing, pages::come::get)
        .post("/in/{code}", Need::SignedIn, pages::come::post)
        .get("/api/v1/signups/{allotment}/ticket", Need::SignedIn, api::checkins::ticket)
        .get("/api/v1/signups/{allotment}/checkins", run, api::checkins::list)
        .post("/api/v1/signups/{allotment}/checkins", run, api::checkins::send)
        .post("/api/v1/signups/{allotment}/checkins/present", run, api::checkins::present)
        .get("/api/v1/signups/{allotment}/checkin-list", run, api::checkins::take_along)
        .get("/api/v1/signups/{allotment}/screen", run, api::checkins::screen)
        .post("/api/v1/in", Need::SignedIn, api::checkins::come)
        .with_state(s)
}

/// Photographs are larger than forms.
fn photographs(s: Signups) -> Mounted<Need> {
    let mut mounted =
        Routes::new().post("/signups/{allotment}/checkin/photo", Need::Power(Power::Run), pages::photo::post).with_state(s);
    mounted.router = mounted.router.layer(web::takes_files(picture::MOST_BYTES));
    mounted
}

fn desk(s: Signups) -> Mounted<Need> {
    let (run, till) = (Need::Power(Power::Run), Need::Power(Power::HandOut));
    Routes::new()
        .get("/me/signups", Need::SignedIn, pages::mine::get)
        .get("/signups/{allotment}", Need::Nothing, pages::allotment::get)
        .post("/signups/{allotment}", Need::SignedIn, pages::allotment::post)
        .get("/signups/{allotment}/leave", Need::SignedIn, pages::leave::get)
        .post("/signups/{allotment}/leave", Need::SignedIn, pages::leave::post)
        .post("/signups/{allotment}/offer", Need::SignedIn, pages::offer::post)
        .get("/signups/{allotment}/desk", run, pages::desk::get)
        .post("/signups/{allotment}/desk", run, pages::desk::with_health)
        .get("/signups/{allotment}/list.csv", run, pages::list::get)
        .post("/signups/{allotment}/list.csv", run, pages::list::with_health)
        .get("/signups/{allotment}/answers", Need::SignedIn, pages::answers::get)
        .post("/signups/{allotment}/answers", Need::SignedIn, pages::answers::post)
        .post("/signups/{allotment}/health-consent", Need::SignedIn, pages::answers::withdraw_consent)
        .get("/signups/{allotment}/questions", run, pages::questions::get)
        .post("/signups/{allotment}/questions", run, pages::questions::post)
        .post("/signups/{allotment}/places", run, pages::change::places)
        .post("/signups/{allotment}/shares", run, pages::change::shares)
        .get("/signups/{allotment}/audit", Need::Power(Power::Audit), pages::audit::get)
        .post("/signups/{allotment}/audit", Need::Power(Power::Audit), pages::audit::post)
        .get("/api/v1/signups/{allotment}", Need::Nothing, api::allotments::get)
        .post("/api/v1/signups/{allotment}/places", run, api::allotments::places)
        .get("/api/v1/signups/{allotment}/entries", run, api::entries::list)
        .post("/api/v1/signups/{allotment}/entries", Need::SignedIn, api::entries::enter)
        .get("/api/v1/signups/{allotment}/entries/mine", Need::SignedIn, api::entries::mine)
        .delete("/api/v1/signups/{allotment}/entries/mine", Need::SignedIn, api::entries::leave)
        .put("/api/v1/signups/{allotment}/entries/mine/answers", Need::SignedIn, api::questions::correct)
        .delete("/api/v1/signups/{allotment}/entries/mine/health-consent", Need::SignedIn, api::entries::withdraw_consent)
        .get("/api/v1/signups/{allotment}/questions", Need::Nothing, api::questions::get)
        .put("/api/v1/signups/{allotment}/questions", run, api::questions::ask)
        .get("/api/v1/signups/{allotment}/answers", run, api::questions::answers)
        .post("/api/v1/signups/{allotment}/answers", run, api::questions::with_health)
        .post("/api/v1/signups/{allotment}/offer", Need::SignedIn, api::entries::offer)
        .get("/api/v1/me/signups", Need::SignedIn, api::entries::all_mine)
        .get("/signups/{allotment}/money", till, pages::money::get)
        .post("/signups/{allotment}/money", till, pages::money::post(Act::Pay))
        .post("/signups/{allotment}/waiver", till, pages::money::post(Act::Waive))
        .post("/signups/{allotment}/refund", till, pages::money::post(Act::Refund))
        .post("/signups/{allotment}/reversal", till, pages::money::post(Act::Reverse))
        .get("/signups/{allotment}/receipts/{n}", Need::SignedIn, pages::receipt::get)
        .get("/signups/close-day", till, pages::close_day::get)
        .post("/signups/close-day", till, pages::close_day::post)
        .get("/accounts", Need::Power(Power::ApproveMoney), pages::accounts::list)
        .post("/accounts", Need::Power(Power::ApproveMoney), pages::accounts::open)
        .get("/accounts/{account}", Need::Power(Power::ApproveMoney), pages::accounts::one)
        .post("/accounts/{account}", Need::Power(Power::ApproveMoney), pages::accounts::add)
        .get("/api/v1/signups/{allotment}/payments", till, api::money::list)
        .post("/api/v1/signups/{allotment}/payments", till, api::money::pay)
        .post("/api/v1/signups/{allotment}/waivers", till, api::money::waive)
        .post("/api/v1/signups/{allotment}/refunds", till, api::money::refund)
        .post("/api/v1/signups/{allotment}/reversals", till, api::money::reverse)
        .get("/api/v1/close-days", till, api::money::day)
        .post("/api/v1/close-days", till, api::money::close_day)
        .get("/api/v1/accounts", Need::Power(Power::ApproveMoney), api::accounts::list)
        .post("/api/v1/accounts", Need::Power(Power::ApproveMoney), api::accounts::open)
        .get("/api/v1/accounts/{account}", Need::Power(Power::ApproveMoney), api::accounts::one)
        .post("/api/v1/accounts/{account}/additions", Need::Power(Power::ApproveMoney), api::accounts::add)
        .with_state(s)
}
