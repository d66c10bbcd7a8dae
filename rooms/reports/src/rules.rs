//! Pure decisions: what is asked for, and in which words and rows it is shown.

pub mod asked;
pub mod span;
