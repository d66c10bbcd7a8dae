//! The agenda: what is on, when, where and for whom, as a calendar on the page and as iCalendar in everybody's own.
//!
//! Invariants:
//! - Nobody types anything in here. A room publishes inside its own transaction, under the id of the thing itself (a session, a
//!   sign-up), so what stands here and what stands in the room are never two stories.
//! - An item carries no name of a person; who has a place in it is known by id only, and to that person only. What the desk gives
//!   is asked of the desk at every reading ([`Places`]) and not written down here once more.
//! - Whoever an item is not for finds no such thing, on the page, in the API and in the feeds alike.
//! - An item keeps its UID for life, and its sequence rises with each revision (RFC 5545, 3.8.7.4).
//! - A person's own feed stands at a secret address; the secret is stored as a hash and can be renewed and withdrawn.
//!
//! The public verbs: [`publish()`], [`cancel()`], [`withdraw()`], [`go()`], [`stay()`], each in the caller's transaction; to read:
//! [`find()`], [`reach()`], [`mine()`].

mod api;
mod find;
mod house;
mod item;
mod pages;
mod places;
mod reader;
mod routes;
mod rows;
mod rules;
mod schema;
mod verbs;
mod work;

pub use api::openapi;
pub use find::{Found, Wanted, find, mine, reach};
pub use house::Agenda;
pub use item::{Audience, Item, NewItem, State};
pub use places::{Answering, Places};
pub use reader::Reader;
pub use routes::routes;
pub use schema::{MIGRATIONS, TABLES};
pub use verbs::cancel::cancel;
pub use verbs::go::{go, stay};
pub use verbs::publish::publish;
pub use verbs::withdraw::withdraw;
pub use work::work;

pub const MESSAGES: i18n::Messages =
    i18n::Messages { crate_name: "agenda", zh: include_str!("../locales/zh-CN.ftl"), en: include_str!("../locales/en.ftl") };
