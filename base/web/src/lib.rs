//! The edge of the house: what every request passes on its way in and every answer on its way out.
//!
//! - A route is mounted only through [`Routes`], which asks for the [`Need`] of each; there is no other way in.
//! - A handler gets an [`Ask`] (who, in which language, from where) and answers with a page ([`Ask::show`]), a redirect or a
//!   [`store::Fault`]; faults become pages or JSON in the reader's language in one place ([`faults`]).
//! - Forms, queries and JSON are read by this crate's extractors, which cap, clean and never panic.
//! - Sessions and API tokens are rows; their secrets are stored as hashes.
//!
//! It does not know what a union is, who a person is, or which powers exist.

mod ask;
mod assets;
mod attachment;
mod compress;
mod edge;
mod faults;
mod form;
mod health;
mod json;
mod keeping;
mod limits;
mod need;
mod origin;
mod preferences;
mod rooms;
mod serve;
pub mod session;
pub mod token;
mod upload;
mod visitors;

pub use ask::{Ask, Frame, SignedIn, language};
pub use assets::routes as asset_routes;
pub use attachment::attachment;
pub use compress::Compressed;
pub use edge::{Edge, Web, WebSettings};
pub use faults::Failed;
pub use form::{Fields, Form, Path, Query};
pub use health::Health;
pub use json::Json;
pub use need::{Mounted, Need, RouteLine, Routes};
pub use preferences::{local, remember as remember_preferences};
pub use rooms::layers;
pub use serve::serve;
pub use store::{Fault, FieldFault, Outcome};
pub use upload::{Upload, takes_files};
pub use visitors::Visitors;

pub const MESSAGES: i18n::Messages =
    i18n::Messages { crate_name: "web", zh: include_str!("../locales/zh-CN.ftl"), en: include_str!("../locales/en.ftl") };

/// This crate's tables.
pub const MIGRATIONS: &[store::Migration] =
    &[store::Migration { name: "web 0001", steps: &[store::Step::Create(&session::TABLE), store::Step::Create(&token::TABLE)] }];

/// For the placement lint.
pub const TABLES: &[&store::schema::Table] = &[&session::TABLE, &token::TABLE];
