//! The screens, one file each: get, post, form and view struct.

pub(crate) mod book;
pub(crate) mod booking;
pub(crate) mod close;
pub(crate) mod desk;
pub(crate) mod directory;
pub(crate) mod edit;
mod fields;
pub(crate) mod lending;
pub(crate) mod mine;
mod own_copy;
pub(crate) mod restock;
mod said;
pub(crate) mod set_up;
pub(crate) mod titles;
pub(crate) mod undo;
pub(crate) mod venue;
pub(crate) mod week;
