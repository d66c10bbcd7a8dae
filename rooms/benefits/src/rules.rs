//! Pure decisions.

pub mod blueprint;
pub(crate) mod code;
pub(crate) mod field;
pub mod kinds;
