//! All URLs of people and membership on one screen.

use axum::handler::Handler as _;
use organisation::{Need, Power};
use web::{Mounted, Routes};

use crate::Membership;

type Way = Routes<Membership, Need>;

/// The routes of this crate, each with what it asks for.
pub fn routes(m: Membership) -> Mounted<Need> {
    let way = Routes::new();
    let way = signing_in(way);
    let way = joining(way);
    let way = belonging(way);
    let way = belonging_api(way);
    way.with_state(m)
}

/// Signing in and out, the second factor, devices and tokens.
fn signing_in(way: Way) -> Way {
    use crate::api::entrance;
    use crate::pages::{devices, me, security, sign_in, sign_in_desk, tokens};
    way.get("/sign-in", Need::Nothing, sign_in::get)
        .post("/sign-in", Need::Nothing, sign_in::post)
        .get("/sign-in/desk", Need::Nothing, sign_in_desk::get)
        .post("/sign-in/desk", Need::Nothing, sign_in_desk::post)
        .post("/sign-out", Need::Nothing, sign_in::out)
        .get("/me", Need::SignedIn, me::get)
        .get("/me/devices", Need::SignedIn, devices::get)
        .post("/me/devices/{session}/end", Need::SignedIn, devices::end)
        .post("/me/devices/end-others", Need::SignedIn, devices::end_others)
        .get("/me/security", Need::SignedIn, security::get)
        .post("/me/security/code", Need::SignedIn, security::send)
        .post("/me/security/password", Need::SignedIn, security::set_password)
        .post("/me/security/totp", Need::SignedIn, security::set_totp)
        .post("/me/security/totp/remove", Need::SignedIn, security::remove_totp)
        .get("/me/tokens", Need::SignedIn, tokens::get)
        .post("/me/tokens", Need::SignedIn, tokens::post)
        .post("/me/tokens/{token}/revoke", Need::SignedIn, tokens::revoke)
        .post("/api/v1/codes", Need::Nothing, entrance::send_code)
        .post("/api/v1/sign-ins", Need::Nothing, entrance::sign_in)
        .post("/api/v1/sign-ins/desk", Need::Nothing, entrance::sign_in_desk)
        .get("/api/v1/me", Need::SignedIn, entrance::me)
        .get("/api/v1/me/sessions", Need::SignedIn, entrance::sessions)
        .delete("/api/v1/me/sessions", Need::SignedIn, entrance::end_other_sessions)
        .delete("/api/v1/me/sessions/{session}", Need::SignedIn, entrance::end_session)
        .post("/api/v1/me/codes", Need::SignedIn, entrance::send_own_code)
        .put("/api/v1/me/password", Need::SignedIn, entrance::set_password)
        .post("/api/v1/me/totp/offer", Need::SignedIn, entrance::offer_totp)
        .put("/api/v1/me/totp", Need::SignedIn, entrance::set_totp)
        .post("/api/v1/me/totp/removal", Need::SignedIn, entrance::remove_totp)
        .get("/api/v1/me/tokens", Need::SignedIn, entrance::tokens)
        .post("/api/v1/me/tokens", Need::SignedIn, entrance::make_token)
        .delete("/api/v1/me/tokens/{token}", Need::SignedIn, entrance::revoke_token)
}

/// Asking to join, the clock, the review queue.
fn joining(way: Way) -> Way {
    use crate::api::applications as api;
    use crate::pages::{application, applications, decide, join, overdue};
    let admit = Need::Power(Power::Admit);
    way.get("/join", Need::Nothing, join::get)
        .post("/join", Need::Nothing, join::post)
        .get("/me/application", Need::SignedIn, application::get)
        .post("/me/application/{application}/answer", Need::SignedIn, application::answer)
        .post("/me/application/{application}/withdraw", Need::SignedIn, application::withdraw)
        .get("/members/applications", admit, applications::get)
        .post("/members/applications/approve", admit, applications::approve)
        .get("/members/applications/{person}/{application}", admit, decide::get)
        .post("/members/applications/{person}/{application}", admit, decide::post)
        .post("/members/applications/{person}/{application}/phone", admit, decide::phone)
        .get("/members/overdue", Need::Power(Power::Organise), overdue::get)
        .get("/api/v1/joining/employers", Need::Nothing, api::employers)
        .get("/api/v1/joining/places", Need::Nothing, api::places)
        .post("/api/v1/applications", Need::Nothing, api::ask)
        .get("/api/v1/applications", admit, api::list)
        .post("/api/v1/applications/approvals", admit, api::approve)
        .get("/api/v1/applications/overdue", Need::Power(Power::Organise), api::overdue)
        .get("/api/v1/applications/{person}/{application}", admit, api::get)
        .post("/api/v1/applications/{person}/{application}/decision", admit, api::decide)
        .post("/api/v1/applications/{person}/{application}/phone", admit, api::phone)
        .get("/api/v1/me/applications", Need::SignedIn, api::own)
        .post("/api/v1/me/applications/{application}/answer", Need::SignedIn, api::answer)
        .post("/api/v1/me/applications/{application}/withdrawal", Need::SignedIn, api::withdraw)
}

/// The roster, card, own data, transfer, standing, enrolment, import, head-counts.
fn belonging(way: Way) -> Way {
    use crate::pages::{
        card, erase, honours, import, import_one, member, members, own_data, person_form, receive, transfer, verify,
    };
    let (see, enrol, admit) = (Need::Power(Power::SeePeople), Need::Power(Power::Enrol), Need::Power(Power::Admit));
    let large = web::takes_files(import::MOST_BYTES);
    way.get("/me/card", Need::SignedIn, card::get)
        .get("/verify", Need::Nothing, verify::get)
        .get("/verify/{code}", Need::Nothing, verify::look)
        .get("/me/transfer", Need::SignedIn, transfer::get)
        .post("/me/transfer", Need::SignedIn, transfer::post)
        .get("/me/leave", Need::SignedIn, transfer::leave_get)
        .post("/me/leave", Need::SignedIn, transfer::leave_post)
        .get("/me/data", Need::SignedIn, own_data::get)
        .post("/me/data", Need::SignedIn, own_data::correct_post)
        .post("/me/data/open", Need::SignedIn, own_data::open)
        .post("/me/data/phone", Need::SignedIn, own_data::phone_post)
        .post("/me/data/consents/{consent}/withdraw", Need::SignedIn, own_data::withdraw_post)
        .get("/me/data/copy", Need::SignedIn, own_data::copy)
        .get("/me/data/copy.json", Need::SignedIn, own_data::copy_json)
        .get("/me/data/copy.xlsx", Need::SignedIn, own_data::copy_xlsx)
        .get("/me/data/delete", Need::SignedIn, erase::get)
        .post("/me/data/delete", Need::SignedIn, erase::post)
        .get("/members", see, members::get)
        .get("/members/export.xlsx", see, members::export)
        .get("/members/enrol", enrol, person_form::enrol_form)
        .post("/members/enrol", enrol, person_form::enrol_post)
        .get("/members/receive", admit, receive::get)
        .post("/members/receive", admit, receive::post)
        .get("/members/import", enrol, import::get)
        .post("/members/import", enrol, import::post.layer(large))
        .get("/members/import/template.xlsx", enrol, import::template)
        .get("/members/import/{import}", enrol, import_one::get)
        .post("/members/import/{import}/go", enrol, import_one::go_post)
        .post("/members/import/{import}/drop", enrol, import_one::drop_post)
        .get("/members/import/{import}/rows.xlsx", enrol, import_one::download)
        .get("/members/{person}", see, member::get)
        .post("/members/{person}", admit, member::act)
        .post("/members/{person}/open", see, member::open)
        .get("/members/{person}/honours", see, honours::get)
        .post("/members/{person}/honours", enrol, honours::post)
        .get("/members/{person}/honours/{honour}/withdraw", enrol, honours::withdraw_get)
        .post("/members/{person}/honours/{honour}/withdraw", enrol, honours::withdraw_post)
        .get("/members/{person}/edit", enrol, person_form::edit_form)
        .post("/members/{person}/edit", enrol, person_form::edit_post)
}

/// The same as JSON.
fn belonging_api(way: Way) -> Way {
    use crate::api::{head_counts, honours, imports, members, own};
    let (see, enrol, admit) = (Need::Power(Power::SeePeople), Need::Power(Power::Enrol), Need::Power(Power::Admit));
    let large = web::takes_files(crate::pages::import::MOST_BYTES);
    way.get("/api/v1/members", see, members::list)
        .post("/api/v1/members", enrol, members::create)
        .post("/api/v1/members/receive", admit, members::receive)
        .get("/api/v1/members/{person}", see, members::get)
        .put("/api/v1/members/{person}", enrol, members::update)
        .post("/api/v1/members/{person}/acts", admit, members::act)
        .post("/api/v1/members/{person}/open", see, members::open)
        .get("/api/v1/members/{person}/honours", see, honours::list)
        .post("/api/v1/members/{person}/honours", enrol, honours::record)
        .post("/api/v1/members/{person}/honours/{honour}/withdrawal", enrol, honours::withdraw)
        .get("/api/v1/head-counts", Need::Power(Power::SeeFigures), head_counts::get)
        .post("/api/v1/imports", enrol, imports::create.layer(large))
        .get("/api/v1/imports/{import}", enrol, imports::get)
        .get("/api/v1/imports/{import}/rows", enrol, imports::rows)
        .post("/api/v1/imports/{import}/go", enrol, imports::start)
        .post("/api/v1/imports/{import}/drop", enrol, imports::stop)
        .get("/api/v1/cards/{code}", Need::Nothing, own::look)
        .get("/api/v1/me/card", Need::SignedIn, own::own_card)
        .get("/api/v1/me/data", Need::SignedIn, own::data)
        .put("/api/v1/me/data", Need::SignedIn, own::correct_data)
        .put("/api/v1/me/phone", Need::SignedIn, own::phone)
        .post("/api/v1/me/consents/{consent}/withdraw", Need::SignedIn, own::withdraw_consent)
        .post("/api/v1/me/transfer", Need::SignedIn, own::ask_transfer)
        .post("/api/v1/me/leave", Need::SignedIn, own::leave_union)
        .post("/api/v1/me/delete", Need::SignedIn, own::delete)
}
