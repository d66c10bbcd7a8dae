//! Pure decisions.

pub(crate) mod delivery;
pub(crate) mod group;
pub(crate) mod href;
pub(crate) mod preferences;
