//! The only place with queries.

pub(crate) mod benefit;
pub(crate) mod clerk;
pub(crate) mod correction;
pub(crate) mod merchant;
pub(crate) mod offer;
pub(crate) mod redemption;
pub(crate) mod statement;
