//! The screens, one file each: get, post, form and view struct.

mod cancel;
mod challenge;
mod challenge_desk;
mod challenges;
mod challenges_desk;
mod consent;
mod dates;
mod draft;
mod draft_fields;
mod me;
mod outcome;
mod own_copy;
mod ranking;
mod said;
mod scales;
mod withdraw;

pub(crate) use cancel::{get as cancel, post as save_cancel};
pub(crate) use challenge::get as challenge;
pub(crate) use challenge_desk::{close, get as challenge_desk};
pub(crate) use challenges::get as challenges;
pub(crate) use challenges_desk::get as challenges_desk;
pub(crate) use consent::post as join;
pub(crate) use dates::{get as dates, post as save_dates};
pub(crate) use draft::{get as draft, post as announce};
pub(crate) use me::{get as me, post as measure, show_code};
pub(crate) use outcome::get as outcome;
pub(crate) use ranking::{get as ranking, leave as leave_ranking, post as enter_ranking};
pub(crate) use scales::{get as scales, post as weigh};
pub(crate) use withdraw::{get as withdraw, post as save_withdraw};
