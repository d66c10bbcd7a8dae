//! The only place of this crate with queries, one file for each table.

pub(crate) mod booking;
pub(crate) mod change;
pub(crate) mod loan;
pub(crate) mod quarter;
pub(crate) mod space;
pub(crate) mod title;
pub(crate) mod venue;
