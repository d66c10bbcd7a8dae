//! What waits for somebody: tasks for whoever holds a power at a union, notices for a person, and how else a person wants to
//! hear of them.
//!
//! Invariants:
//! - A task belongs to one union and reaches whoever may do it **there** (a power or an office held at that very union, or by
//!   the union that keeps its books), and nobody who merely stands higher. A union that follows it sees that it waits.
//! - A notice belongs to one person and is found by nobody else.
//! - Both are written inside the transaction of what they tell of, once per key, and are closed by whoever did the work
//!   ([`done`], [`cancel`]); this crate does no room's work.
//! - A text is a message key and values by type ([`Said`]): numbers, days, unions, published titles. There is no way to put a
//!   person's name into one.
//! - In the house a notice is always to be read; by another channel only what its person asked for, at an hour he allows.

mod address;
mod aside;
mod deliver;
mod due;
mod hear;
mod house;
mod room;
mod rows;
mod rules;
mod said;
mod schema;
mod seats;
mod verbs;
mod work;

mod api;
mod pages;
mod routes;

pub use address::To;
pub use api::openapi;
pub use aside::{Aside, Section};
pub use deliver::{Channel, Deliver, Delivery};
pub use due::Due;
pub use hear::{hear_membership, hear_organisation};
pub use house::{Badge, Inbox};
pub use room::Room;
pub use routes::routes;
pub use rows::notice::Notice;
pub use rows::preference::{Hours, Preferences};
pub use rows::waiting::Task;
pub use rules::delivery::{is_quiet, send_at};
pub use rules::group::{Group, group};
pub use said::{Said, Value};
pub use schema::{MIGRATIONS, TABLES};
pub use verbs::forget::forget;
pub use verbs::notice::{NewNotice, notice};
pub use verbs::read::unread;
pub use verbs::task::{NewTask, cancel, cancel_about, done, follow, task, task_again};
pub use work::work;

pub const MESSAGES: i18n::Messages =
    i18n::Messages { crate_name: "inbox", zh: include_str!("../locales/zh-CN.ftl"), en: include_str!("../locales/en.ftl") };
