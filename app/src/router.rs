use axum::Router;
use organisation::Need;
use web::{Mounted, RouteLine, Routes};

use crate::house::House;
use crate::identify::identify;
use crate::{demo, first_run, openapi, pages};

/// All rooms with all their URLs; each room's own are on the screen of its `routes.rs`.
#[must_use]
pub fn rooms(house: &House) -> Mounted<Need> {
    front(house)
        .and(organisation::routes(house.organisation.clone()))
        .and(membership::routes(house.membership.clone()))
        .and(inbox::routes(house.inbox.clone()))
        .and(signups::routes(house.signups.clone()))
        .and(venues::routes(house.venues.clone()))
        .and(agenda::routes(house.agenda.clone()))
        .and(limits::routes(house.limits.clone()))
        .and(blueprints::routes(house.blueprints.clone()))
        .and(activities::routes(house.activities.clone()))
        .and(challenges::routes(house.challenges.clone()))
        .and(benefits::routes(house.benefits.clone()))
        .and(drives::routes(house.drives.clone()))
        .and(ledger::routes(house.ledger.clone()))
        .and(reports::routes(house.reports.clone()))
}

/// What belongs to no room.
fn front(house: &House) -> Mounted<Need> {
    Routes::new()
        .get("/", Need::Nothing, pages::door::get)
        .get("/gallery", Need::Nothing, pages::gallery::get)
        .get("/offline", Need::Nothing, pages::offline::get)
        .post("/preferences", Need::Nothing, web::remember_preferences)
        .get("/api/openapi.json", Need::Nothing, openapi::get)
        .get("/first-run/{secret}", Need::FirstRun, first_run::get)
        .post("/first-run/{secret}", Need::FirstRun, first_run::post)
        .post("/first-run/{secret}/test", Need::FirstRun, first_run::test)
        .get("/demo", Need::Demo, demo::page::get)
        .post("/demo/sign-in/{name}", Need::Demo, demo::page::sign_in)
        .with_state(house.clone())
}

/// The table of all URLs, sorted by path.
#[must_use]
pub fn lines(house: &House) -> Vec<RouteLine<Need>> {
    let mut lines = rooms(house).lines;
    lines.sort_by(|a, b| (&a.path, a.method.as_str()).cmp(&(&b.path, b.method.as_str())));
    lines
}

/// The whole house behind its edge.
pub fn router(house: &House) -> Router {
    web::layers(&house.web, rooms(house).router, house.clone(), identify)
}
