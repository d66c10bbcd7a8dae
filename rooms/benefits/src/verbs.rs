//! What can be done.

pub(crate) mod add_merchant;
pub(crate) mod card_use;
pub(crate) mod clerks;
pub(crate) mod lapse;
pub(crate) mod offers;
pub(crate) mod open_benefit;
pub(crate) mod redeem;
pub(crate) mod settle;
pub(crate) mod tell_ready;
pub(crate) mod undo;
