//! The only place of this crate with queries, one file for each table.

pub(crate) mod change;
pub(crate) mod drive;
pub(crate) mod fact;
pub(crate) mod fund;
pub(crate) mod good;
pub(crate) mod hand_out;
pub(crate) mod line;
pub(crate) mod movement;
pub(crate) mod site;
pub(crate) mod unsigned;
