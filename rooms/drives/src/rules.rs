//! Pure decisions: nothing here reads or writes.

pub(crate) mod blueprint;
pub(crate) mod field;
pub(crate) mod hand;
pub(crate) mod kinds;
pub(crate) mod plan;
pub(crate) mod signature;
pub(crate) mod things;
