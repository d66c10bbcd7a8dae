//! Pure decisions: who may, and how places are given.

pub(crate) mod room;
pub(crate) mod who;
