//! Pure decisions: nothing here reads or writes.

pub(crate) mod distance;
pub(crate) mod entry;
pub(crate) mod field;
pub(crate) mod hours;
pub(crate) mod kind;
pub(crate) mod quarter;
pub(crate) mod wish;
