//! Pure decisions.

pub mod intake;
pub mod sound;
pub mod veil;
