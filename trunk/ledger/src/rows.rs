//! The only place with queries.

pub mod closure;
pub mod event;
pub mod fact;
pub mod fold;
pub mod intake;
pub mod loose;
pub mod number;
pub mod page;
pub mod programme;
pub mod roll_up;
pub mod sessions;
pub mod tail;
pub mod way;
