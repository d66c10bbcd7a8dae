//! Pure decisions.

pub(crate) mod code;
pub(crate) mod field;
pub mod kinds;
