//! The screens, one file each: get, post, form and view struct.

pub(crate) mod allotment;
pub(crate) mod change;
pub(crate) mod desk;
pub(crate) mod draw;
pub(crate) mod hold;
pub(crate) mod leave;
pub(crate) mod list;
pub(crate) mod mine;
pub(crate) mod offer;

mod about;
mod slip;
mod why;
mod words;
