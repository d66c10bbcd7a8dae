//! The queries of the room, each written once.

pub(crate) mod challenge;
pub(crate) mod code;
pub(crate) mod consent;
pub(crate) mod figure;
pub(crate) mod measure;
pub(crate) mod part;
pub(crate) mod team;
