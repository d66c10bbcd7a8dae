//! Pure decisions: nothing here reads or writes.

pub(crate) mod entry;
pub(crate) mod item;
pub(crate) mod within;
