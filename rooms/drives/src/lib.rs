//! Drives: goods handed out to people where they work or meet (送清凉, 送温暖, festival goods), from the plan that somebody else
//! approves to the folder that the money is claimed back with.
//!
//! Invariants:
//! - Nothing is handed out before the plan was approved by somebody who did not file it, nor beyond its money: each good is paid
//!   from one source, and what was handed out of a source never exceeds it, by a check of the schema.
//! - Stock never falls below nothing, by a check of the schema; its movements are appended and never changed.
//! - Nobody known by name is given beyond the limits (`limits`), in the transaction of the hand-out.
//! - The device that hands out chooses the id of the form: the same form sent twice is handed out once.
//! - A site on its day is one session from its first hand-out on; every hand-out writes its facts, and a correction retracts
//!   them with a reason and puts the goods back.
//! - Who received what is seen by the union that gave it and by whoever received it. Who stands above sees pieces, heads, money.
//! - It is closed with a reason for everybody who has not signed, which the papers print.
//! - A photo of a site may be kept and never has to: nothing counts it, and only whoever hands out there sees it.
//! - A guest's name, a drawn signature and why somebody has not signed are sealed.
//!
//! The public verbs: [`file()`], [`revise()`], [`approve()`], [`send_back()`], [`close()`]; [`bring_in()`], [`take_in()`],
//! [`lay_out()`], [`move_site()`]; [`hand_out()`], [`hand_out_by_head()`], [`sign()`], [`retract()`], [`add_photo()`], [`remove_photo()`]; [`SEALS`] for new keys.

mod api;
mod house;
mod pages;
mod routes;
mod rows;
mod rules;
mod schema;
mod seals;
mod sight;
mod verbs;

pub use api::openapi;
pub use house::Drives;
pub use routes::routes;
pub use rows::drive::Drive;
pub use rows::good::Good;
pub use rows::hand_out::{HandOut, Sum};
pub use rows::site::Site;
pub use rules::blueprint::READER;
pub use rules::hand::{ByHead, ByName, Signing};
pub use rules::kinds::{KINDS, Kind, SOURCES, Source};
pub use rules::plan::Plan;
pub use rules::things::{NewGood, NewSite};
pub use schema::{MIGRATIONS, TABLES};
pub use seals::SEALS;
pub use verbs::bring_in::{bring_in, take_in};
pub use verbs::close::{Closing, close};
pub use verbs::decide::{approve, send_back};
pub use verbs::file::{file, revise};
pub use verbs::hand_out::{HandedOut, hand_out, hand_out_by_head};
pub use verbs::lay_out::lay_out;
pub use verbs::move_site::move_site;
pub use verbs::photo::{add_photo, remove_photo};
pub use verbs::retract::retract;
pub use verbs::sign::sign;

pub const MESSAGES: i18n::Messages =
    i18n::Messages { crate_name: "drives", zh: include_str!("../locales/zh-CN.ftl"), en: include_str!("../locales/en.ftl") };
