//! The screens.

pub mod figures;
pub mod how;
pub mod public;
pub mod session;
pub mod sessions;
pub(crate) mod tables;
