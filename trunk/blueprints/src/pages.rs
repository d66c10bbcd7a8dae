//! The screens, one file each: get, post, form and view struct.

pub(crate) mod blueprint;
pub(crate) mod catalogue;
pub(crate) mod new;
mod said;
