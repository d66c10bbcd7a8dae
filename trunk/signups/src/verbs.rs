//! What can be done at the desk.

pub(crate) mod account;
pub(crate) mod answer_offer;
pub(crate) mod ask;
pub(crate) mod cancel;
pub(crate) mod change_places;
pub(crate) mod check_in;
pub(crate) mod check_in_oneself;
pub(crate) mod close_day;
pub(crate) mod correct_answers;
pub(crate) mod count_present;
pub(crate) mod draw_hold;
pub(crate) mod draw_prepare;
pub(crate) mod expire;
pub(crate) mod forget;
pub(crate) mod fund;
pub(crate) mod leave;
pub(crate) mod move_up;
pub(crate) mod occasions;
pub(crate) mod open;
pub(crate) mod pay;
pub(crate) mod refund;
pub(crate) mod reseal;
pub(crate) mod spend;
pub(crate) mod waive;
