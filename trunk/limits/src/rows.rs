//! The only place of this crate with queries, one file for each table.

pub(crate) mod given;
pub(crate) mod limit;
