//! What can be done, one file for each.

pub(crate) mod ask_loan;
pub(crate) mod book;
pub(crate) mod cancel;
pub(crate) mod change;
pub(crate) mod close;
pub(crate) mod count;
pub(crate) mod decide;
pub(crate) mod expire;
pub(crate) mod follow;
pub(crate) mod give_back;
pub(crate) mod lend;
pub(crate) mod occupy;
pub(crate) mod set_up;
pub(crate) mod stock;
pub(crate) mod tell;
