//! The screens.

pub mod import;
