//! What somebody does with what is kept about himself (PIPL, articles 44 to 50): see, correct, take away, withdraw, delete.

pub mod correct;
pub mod erase;
pub mod take_away;
pub mod withdraw;
