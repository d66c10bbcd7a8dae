//! Money that may be given to a person: how much, for what, in which form, by whose document and from which day (DOMAIN,
//! "Money that may be given: limits are data").
//!
//! Invariants:
//! - A limit is set for a union and holds for everything within it along the leading line of that day. Where several stand on
//!   the way up, *the strictest holds*: a city may be stricter than its province, never more generous.
//! - A limit holds until a later one of the same union, item and period; nothing is edited, the newest entry of a day stands.
//! - What a person was given is a row by person, item and day. [`give()`] counts it and refuses beyond the limit in one
//!   transaction, with the person held: two that give at once never exceed together.
//! - No name stands here, and nothing says what a gift was beyond the id of the row in the room that gave it.
//!
//! The public verbs: [`set()`]; for rooms, inside their own transaction, [`give()`], [`take_back()`] and [`require()`]. Rooms ask
//! what holds with [`applying()`], and decide by [`within()`].

mod api;
mod house;
mod pages;
mod routes;
mod rows;
mod rules;
mod schema;
mod sight;
mod verbs;

pub use api::openapi;
pub use house::{Applying, Limits, applying};
pub use routes::routes;
pub use rows::given::Given;
pub use rows::limit::Limit;
pub use rules::entry::Entry;
pub use rules::item::{FORMS, Form, ITEMS, Item, PERIODS, Period, item_named};
pub use rules::within::{left, within};
pub use schema::{MIGRATIONS, TABLES};
pub use verbs::give::{Gift, give, require};
pub use verbs::set::set;
pub use verbs::take_back::take_back;

pub const MESSAGES: i18n::Messages =
    i18n::Messages { crate_name: "limits", zh: include_str!("../locales/zh-CN.ftl"), en: include_str!("../locales/en.ftl") };
