//! All URLs of this crate, each with what it asks for.

use axum::handler::Handler as _;
use organisation::{Need, Power};
use web::{Mounted, Routes};

use crate::{Blueprints, api, pages};

/// Of one file; the built-in ones have some 6 kB.
const MOST_BYTES: usize = 128 * 1024;

/// The routes with their state.
#[must_use]
pub fn routes(b: Blueprints) -> Mounted<Need> {
    let run = Need::Power(Power::Run);
    Routes::new()
        .get("/blueprints", Need::Post, pages::catalogue::get)
        .get("/blueprints/new", run, pages::new::get)
        .post("/blueprints/new", run, pages::new::post.layer(web::takes_files(MOST_BYTES)))
        .get("/blueprints/{blueprint}", Need::Post, pages::blueprint::get)
        .get("/blueprints/{blueprint}/file.toml", Need::Post, pages::blueprint::file)
        .post("/blueprints/{blueprint}/withdraw", run, pages::blueprint::withdraw)
        .get("/api/v1/blueprints", Need::Post, api::blueprints::list)
        .post("/api/v1/blueprints", run, api::blueprints::save)
        .get("/api/v1/blueprints/{blueprint}", Need::Post, api::blueprints::get)
        .post("/api/v1/blueprints/{blueprint}/withdrawal", run, api::blueprints::withdraw)
        .with_state(b)
}
