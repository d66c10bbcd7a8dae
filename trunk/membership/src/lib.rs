//! People: joining, membership, transfer, verification, import, the membership card; the one place that holds identity.
//!
//! Invariants:
//! - A name, a phone, an ID number is found here only; everything else holds a person's id or ordinal.
//! - One person for a mobile number and for an ID number, over the whole federation.
//! - A person is a member of at most one union on any day; history is dated and never rewritten.
//! - Names are read through the union that holds the membership; nobody learns from any address whether a person belongs to
//!   another one.
//! - Deleting a person destroys the row that maps ordinal to person; facts and figures stay.

mod api;
mod house;
mod pages;
mod people;
mod routes;
mod rows;
mod rules;
mod said;
mod schema;
mod seals;
mod sender;
mod standings;
mod verbs;
mod work;

pub use api::openapi;
pub use house::Membership;
pub use people::Greeting;
pub use routes::routes;
pub use rows::application::{Answers, Application, Owed, Reply, Which};
pub use rows::headcount::{ChildCount, HeadCount};
pub use rows::honour::HonourRow;
pub use rows::import::{Import, State as ImportState};
pub use rows::person::{NewPerson, Person, keys_fit};
pub use rows::roster::{Home, RosterEntry, Standing};
pub use rows::spell::{NewSpell, Spell};
pub use rules::honour::{Honour, HonourForm, Rank, Title};
pub use schema::{MIGRATIONS, TABLES};
pub use seals::SEALS;
pub use sender::{Letter, Sender, SenderConfig};
pub use verbs::card::{Card, CheckedCard};
pub use verbs::count_heads::{count_heads, count_heads_by_child};
pub use verbs::decide::Decision;
pub use verbs::find_union::Candidate;
pub use verbs::honour::{record_honour, withdraw_honour};
pub use verbs::import::bench::{ImportBench, bench_import};
pub use verbs::import::list::import_list;
pub use verbs::import::resume::resume_imports;
pub use verbs::import::write::{Step as ImportStep, advance_import};
pub use verbs::join::{Asked, What};
pub use verbs::own::take_away::{Keeper, Section};
pub use verbs::plant::{plant, take_ordinals};
pub use verbs::register_administrator::register_administrator;
pub use verbs::roster::{home_on, people_by_ordinal, roster, standings};
pub use verbs::secure::Secured;
pub use verbs::send_code::Sent;
pub use verbs::sign_in::Opened;
pub use verbs::sign_in_desk::{DeskOpened, hash_password};
pub use verbs::standing::move_all::move_all;
pub use work::work;

pub const MESSAGES: i18n::Messages = i18n::Messages {
    crate_name: "membership",
    zh: concat!(include_str!("../locales/zh-CN.ftl"), include_str!("../locales/zh-CN/honours.ftl")),
    en: concat!(include_str!("../locales/en.ftl"), include_str!("../locales/en/honours.ftl")),
};
