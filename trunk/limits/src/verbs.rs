//! What can be done, one file for each.

pub(crate) mod give;
pub(crate) mod set;
pub(crate) mod take_back;
