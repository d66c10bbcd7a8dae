//! The pages that belong to no room.

pub mod door;
pub mod gallery;
pub mod offline;
