//! The screens.

pub(crate) mod desk;
pub(crate) mod notices;
pub(crate) mod preferences;
mod row;
