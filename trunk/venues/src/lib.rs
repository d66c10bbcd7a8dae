//! Venues: rest stations, reading rooms, palaces, shared spaces. Where they are, when they are open, what is free, who has it,
//! and what is lent from their shelves.
//!
//! Invariants:
//! - No double booking, ever: a quarter of an hour in a space is one row, unique by the schema, written in the transaction of
//!   the booking and given back when it is refused, cancelled or left unanswered.
//! - Never more copies out than there are, by a check of the schema.
//! - What anybody may read of a booking is its time. Whom it is for is seen by whoever booked and by the union that keeps the
//!   venue; nobody sees it for standing higher. What somebody reads stands in no ledger and no card.
//! - Use is counted once and by whoever keeps the venue: by head when a booking is over, and nobody is made to; by ordinal when
//!   a copy is handed out. What a room holds there counts itself.
//!
//! The public verbs: [`set_up()`], [`change()`], [`close()`]; [`book()`], [`decide()`], [`cancel()`], [`count()`]; [`stock()`],
//! [`restock()`], [`ask_loan()`], [`drop_loan()`], [`lend()`], [`hand_out()`], [`give_back()`], [`undo_loan()`]. Rooms reserve a
//! space for a session in their own transaction with [`occupy()`] and [`vacate()`], and look places up with [`find()`], [`get()`]
//! and [`spaces()`].

mod api;
mod free;
mod house;
mod pages;
mod routes;
mod rows;
mod rules;
mod schema;
mod sight;
mod verbs;
mod work;

pub use api::openapi;
pub use free::{free_space, free_spaces};
pub use house::{Found, Venues, Wanted, find};
pub use routes::routes;
pub use rows::booking::Booking;
pub use rows::space::{Space, of_venue as spaces};
pub use rows::venue::{Venue, get};
pub use rules::distance::{Position, metres};
pub use rules::entry::Entry;
pub use rules::kind::{BOOKERS, FACILITIES, KINDS, VENUE_KINDS, Word};
pub use rules::quarter::{QUARTER_MS, Span};
pub use rules::wish::Wish;
pub use schema::{MIGRATIONS, TABLES};
pub use verbs::ask_loan::{ask_loan, drop_loan};
pub use verbs::book::{Booked, book};
pub use verbs::cancel::cancel;
pub use verbs::change::change;
pub use verbs::close::close;
pub use verbs::count::count;
pub use verbs::decide::decide;
pub use verbs::give_back::{give_back, undo_loan};
pub use verbs::lend::{hand_out, lend};
pub use verbs::occupy::{Occupation, Occupied, occupy, vacate};
pub use verbs::set_up::set_up;
pub use verbs::stock::{restock, stock};
pub use work::work;

pub const MESSAGES: i18n::Messages =
    i18n::Messages { crate_name: "venues", zh: include_str!("../locales/zh-CN.ftl"), en: include_str!("../locales/en.ftl") };
