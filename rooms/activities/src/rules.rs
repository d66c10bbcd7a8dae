//! Pure decisions: what may be entered, and what looks like the same session.

pub mod entry;
pub mod field;
pub mod kinds;
pub mod settings;
