//! Pure decisions: no clock, no database, no language.

pub(crate) mod blueprint;
pub(crate) mod board;
pub(crate) mod field;
pub(crate) mod goal;
pub(crate) mod group;
pub(crate) mod kinds;
pub(crate) mod places;
pub(crate) mod plan;
pub(crate) mod value;
pub(crate) mod veil;
