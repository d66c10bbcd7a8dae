//! The only place with queries; one file a table.

pub(crate) mod bucket;
pub(crate) mod job;
pub(crate) mod line;
pub(crate) mod outbox;
pub(crate) mod schedule;
