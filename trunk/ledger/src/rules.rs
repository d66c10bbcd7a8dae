//! Pure decisions.

pub mod intake;
pub mod slices;
pub mod sound;
pub mod veil;
pub mod ways;
