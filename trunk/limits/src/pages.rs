//! The screens, one file each: get, post, form and view struct.

pub(crate) mod limits;
pub(crate) mod set;
