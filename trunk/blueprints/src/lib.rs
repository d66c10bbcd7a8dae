//! Blueprints: ready-made ways of working, as data. One TOML file says what it is for, for whom, in which room, and how that
//! room's form is filled in; an officer opens the form from it and changes what he likes.
//!
//! Invariants:
//! - A blueprint does nothing by itself: it fills in a form, whose verb checks everything as if it had been typed.
//! - A key nobody reads, a wrong type and an unknown room are refused, each with its line; nothing is silently left out.
//! - Built-in files, the operator's folder and what unions saved are read by the same rules. This crate knows no room: a room
//!   hands in its [`Reader`].
//! - What a union saved is never edited: saving again makes the next version, earlier ones stay readable. It serves the union
//!   and all within it, and names nobody.
//!
//! The public verbs: [`save()`], [`withdraw()`]. Rooms look blueprints up with [`Blueprints::find`], read them with
//! [`Blueprint::set`], and write them with [`Draft`]; [`check_folder`] is for the command line.

mod api;
mod files;
mod house;
mod pages;
mod routes;
mod rows;
mod rules;
mod schema;
mod sight;
mod verbs;

pub use api::openapi;
pub use files::{BUILT_IN, FileProblem, check_folder};
pub use house::{Blueprints, Reader};
pub use routes::routes;
pub use rules::blueprint::{Blueprint, Source, Two};
pub use rules::draft::Draft;
pub use rules::section::{Problem, Section};
pub use schema::{MIGRATIONS, TABLES};
pub use verbs::save::{Saved, save};
pub use verbs::withdraw::withdraw;

pub const MESSAGES: i18n::Messages =
    i18n::Messages { crate_name: "blueprints", zh: include_str!("../locales/zh-CN.ftl"), en: include_str!("../locales/en.ftl") };
