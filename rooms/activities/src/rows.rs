//! The only place of this crate with queries, one file for each table.

pub(crate) mod activity;
pub(crate) mod arranged;
pub(crate) mod attendance;
pub(crate) mod booking;
pub(crate) mod change;
pub(crate) mod cohost;
pub(crate) mod expected;
pub(crate) mod feedback;
pub(crate) mod meeting;
pub(crate) mod minutes;
pub(crate) mod paper;
pub(crate) mod plan;
pub(crate) mod programme;
pub(crate) mod reminder;
pub(crate) mod route;
pub(crate) mod season;
pub(crate) mod session;
pub(crate) mod study;
