//! What can be done to the federation, one file for each verb.

pub mod add_employer;
pub mod add_line;
pub mod appoint;
pub mod ask_founding;
pub mod close;
pub mod decide_founding;
pub mod describe;
pub mod employers;
mod ending;
pub mod give_post;
pub mod keep_books;
pub mod lines;
pub mod merge;
pub mod move_under;
pub mod plant;
pub mod rename;
pub mod seat;
pub mod set_term;
pub mod split;
