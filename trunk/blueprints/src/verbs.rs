//! What can be done, one file each.

pub(crate) mod save;
pub(crate) mod withdraw;
