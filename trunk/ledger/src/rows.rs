//! The only place with queries.

pub mod closure;
pub mod event;
pub mod fact;
pub mod intake;
pub mod programme;
pub mod roll_up;
pub mod sessions;
