//! The demonstration: a federation with real places and invented people, built once, and the list of its cast.

pub mod build;
mod life;
pub mod page;
mod story;
pub mod waiting;
mod year;

pub use year::hold as hold_year;
