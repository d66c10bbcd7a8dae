//! Pure decisions: who may, and how places are given.

pub(crate) mod asks;
pub(crate) mod code;
pub(crate) mod door;
pub mod room;
pub(crate) mod who;
