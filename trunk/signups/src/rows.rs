//! The only place with queries.

pub(crate) mod account;
pub(crate) mod allotment;
pub(crate) mod check_in;
pub(crate) mod claim;
pub(crate) mod consent;
pub(crate) mod draw;
pub(crate) mod entry;
pub(crate) mod form;
pub(crate) mod look;
pub(crate) mod movement;
pub(crate) mod occasion;
pub(crate) mod payment;
pub(crate) mod seal;
pub(crate) mod share;
pub(crate) mod sheets;
pub(crate) mod step;
pub(crate) mod till;
