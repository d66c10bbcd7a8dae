//! What other crates of the trunk say happened, turned into tasks and notices. Each event has its effect exactly once.

mod membership;
mod organisation;

pub use membership::hear_membership;
pub use organisation::hear_organisation;
