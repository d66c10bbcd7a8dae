//! Pure decisions: who may, and how places are given.

pub(crate) mod asks;
pub(crate) mod code;
pub(crate) mod door;
pub(crate) mod receipt;
pub mod room;
pub(crate) mod seal;
pub(crate) mod who;
