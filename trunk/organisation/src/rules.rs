//! Pure decisions of this crate: no database, no clock.

pub(crate) mod application;
pub(crate) mod day;
pub(crate) mod initials;
pub(crate) mod reading;
pub(crate) mod standing;
pub(crate) mod term;
