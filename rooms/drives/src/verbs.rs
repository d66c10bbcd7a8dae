//! What can be done, one file for each.

pub(crate) mod bring_in;
pub(crate) mod close;
pub(crate) mod decide;
pub(crate) mod file;
pub(crate) mod hand_out;
pub(crate) mod lay_out;
mod ledgered;
pub(crate) mod move_site;
pub(crate) mod photo;
pub(crate) mod retract;
pub(crate) mod sign;
mod tell;
