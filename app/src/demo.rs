//! The demonstration: a federation with real places and invented people, built once, and the list of its cast.

pub mod build;
pub mod page;
pub mod waiting;
mod year;

pub use year::hold as hold_year;
