//! Facts that happened, and the figures they add up to.
//!
//! Invariants:
//! - A fact is appended inside the transaction of the room in which it happened, and never changed: a correction retracts it
//!   by a row of its own with a reason, and records a new one. A fact is retracted at most once (by the schema).
//! - Facts hold ids and ordinals only. No name, phone or word about a person ever stands here, so a deleted person leaves
//!   every figure as it was.
//! - One session has one counting host; co-hosts are credited apart and never added.
//! - *Counted* (what the house saw happen) and *reported* (quoted from somebody's text) are never added to each other.
//! - Every figure is re-computed from facts that can be listed.
//!
//! Rooms write by [`record`], [`describe`] and [`retract`]; whoever shows figures asks [`figures::ask`].

mod api;
mod cells;
mod check;
mod fact;
pub mod figures;
mod house;
mod pages;
mod routes;
mod rows;
mod rules;
mod schema;
mod verbs;
mod work;

pub use check::{check, check_tally};
pub use fact::{CoHost, EventCard, Fact, Recorded, Source, What};
pub use house::{Ledger, Vocabulary, Word};
pub use routes::routes;
pub use rows::event::{card, of_event};
pub use rows::programme::{Programme, programmes_named};
pub use rules::intake::Taking;
pub use schema::{MIGRATIONS, TABLES};
pub use verbs::describe::describe;
pub use verbs::fold::{Folded, STEP};
pub use verbs::name_programme::name_programme;
pub use verbs::record::record;
pub use verbs::retract::{retract, retract_event};
pub use verbs::similar::similar;
pub use verbs::take_back::take_back;
pub use verbs::take_in::{Dry, File, Problem, take_in};
pub use work::work;

pub const MESSAGES: i18n::Messages =
    i18n::Messages { crate_name: "ledger", zh: include_str!("../locales/zh-CN.ftl"), en: include_str!("../locales/en.ftl") };

pub use api::openapi;
