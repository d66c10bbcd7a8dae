//! The only place with queries.

pub(crate) mod notice;
pub(crate) mod preference;
pub(crate) mod task;
pub(crate) mod waiting;
