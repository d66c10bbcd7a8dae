//! The screens, one file each.

pub(crate) mod benefit;
pub(crate) mod benefit_desk;
pub(crate) mod desk;
pub(crate) mod merchant;
pub(crate) mod merchants;
pub(crate) mod new_benefit;
pub(crate) mod offers;
pub(crate) mod redeem;
pub(crate) mod settle;
pub(crate) mod statement;
pub(crate) mod voucher;
pub(crate) mod vouchers;

mod own_copy;
mod said;
