//! The queries, each written once.

pub(crate) mod feed;
pub(crate) mod going;
pub(crate) mod item;
