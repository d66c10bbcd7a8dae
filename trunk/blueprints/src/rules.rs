//! Pure decisions: how a text is read, and what is said where it cannot be.

pub(crate) mod blueprint;
pub(crate) mod draft;
pub(crate) mod section;
pub(crate) mod tree;
