//! The federation: unions, employers, the dated edges of all lines, posts, powers and scopes.
//!
//! Invariants:
//! - A union has one parent per line per day, and exactly one of its edges each day is leading.
//! - Whatever may change is dated; nothing dated is edited in place, so the tree of any past day can be read.
//! - An object is reached through a [`Scope`] or not at all; a route and a verb name a [`Power`].
//! - Powers over people reach the post's own union only, however high it stands.
//!
//! This crate holds no name of a person: posts name people by id, `membership` knows who they are.

mod acting;
mod api;
pub mod events;
mod federation;
mod house;
mod kind;
mod need;
mod pages;
mod power;
mod routes;
mod rows;
mod rules;
mod schema;
mod scope;
mod seals;
pub mod sql;
mod verbs;
mod work;

pub use acting::Acting;
pub use api::openapi;
pub use federation::{Federation, Named, Standing, Union};
pub use house::{Answering, Heads, Organisation, People};
pub use kind::{Kind, Level};
pub use need::{HouseState, Need};
pub use power::{Office, Power};
pub use routes::routes;
pub use rows::change::ChangeRow;
pub use rows::coverage::covered_employers;
pub use rows::covering::{Covering, covering};
pub use rows::edge::NewEdge;
pub use rows::line::{LineRow, list as lines};
pub use rows::nearest::nearest_with;
pub use rows::post::{NewPost, PostRow};
pub use rows::seat::Seat;
pub use rows::union::{Contact, NewUnion};
pub use rules::initials::initials;
pub use schema::{MIGRATIONS, TABLES};
pub use scope::{Held, Scope};
pub use seals::SEALS;
pub use verbs::add_employer::{NewEmployer, add_employer};
pub use verbs::add_line::add_line;
pub use verbs::appoint::appoint;
pub use verbs::plant::{plant, require_empty};
pub use verbs::seat::{leave_seats, seat};
pub use work::work;

pub const MESSAGES: i18n::Messages = i18n::Messages {
    crate_name: "organisation",
    zh: include_str!("../locales/zh-CN.ftl"),
    en: include_str!("../locales/en.ftl"),
};
