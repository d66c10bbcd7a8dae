//! Pure decisions: what may be entered, and what looks like the same session.

pub mod announcement;
pub mod blueprint;
pub mod entry;
pub mod feedback;
pub mod field;
pub mod groups;
pub mod kinds;
pub mod places;
pub mod programme;
pub(crate) mod roll;
pub mod route;
pub mod season;
pub mod series;
pub mod settings;
pub mod slot;
pub mod study;
