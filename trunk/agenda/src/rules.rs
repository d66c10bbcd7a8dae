//! Pure decisions.

pub(crate) mod grid;
pub(crate) mod ics;
pub(crate) mod secret;
pub(crate) mod sound;
pub(crate) mod words;
