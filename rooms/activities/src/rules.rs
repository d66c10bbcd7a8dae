//! Pure decisions: what may be entered, and what looks like the same session.

pub mod announcement;
pub mod entry;
pub mod feedback;
pub mod field;
pub mod kinds;
pub mod places;
pub mod route;
pub mod series;
pub mod settings;
pub mod slot;
pub mod study;
