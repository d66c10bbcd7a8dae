//! The screens, one file each: get, post, form and view struct.

pub(crate) mod allotment;
pub(crate) mod answers;
pub(crate) mod asks;
pub(crate) mod audit;
pub(crate) mod change;
pub(crate) mod checkin;
pub(crate) mod come;
pub(crate) mod desk;
mod desk_side;
pub(crate) mod draw;
pub(crate) mod hold;
pub(crate) mod leave;
pub(crate) mod list;
pub(crate) mod mine;
pub(crate) mod offer;
pub(crate) mod photo;
pub(crate) mod present;
pub(crate) mod questions;
pub(crate) mod screen;
pub(crate) mod sheet;
pub(crate) mod ticket;
pub(crate) mod witness;
pub(crate) mod witnesses;

pub(crate) mod accounts;
pub(crate) mod close_day;
pub(crate) mod money;
pub(crate) mod receipt;

mod about;
mod draw_box;
mod draw_words;
mod guests;
mod own_copy;
mod slip;
pub(crate) mod sums;
mod why;
pub(crate) mod words;
