//! Pure decisions: who may, and how places are given.

pub mod room;
pub(crate) mod who;
