//! The figures of any union and period, as far as the reader may see them: on the desk, for visitors, as files and as JSON.
//!
//! Invariants:
//! - No figure is made here: every number comes from [`ledger::figures`] or from the head-counts of `membership`, and every
//!   number on the desk is a link to what it was counted from.
//! - A file holds exactly what the page shows, hidden numbers hidden.
//! - Children stand in administrative order; nothing is ranked.
//! - Whoever opens a figure sees sessions with title, day, host and counts, never who took part.
//!
//! The address of a page is its question: it can be kept, sent and asked again.

mod api;
mod files;
mod house;
mod pages;
mod routes;
mod rules;

pub use api::openapi;
pub use house::Reports;
pub use routes::routes;

pub const MESSAGES: i18n::Messages =
    i18n::Messages { crate_name: "reports", zh: include_str!("../locales/zh-CN.ftl"), en: include_str!("../locales/en.ftl") };
