//! What is read out of reports, and what is not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

#[path = "main/gold.rs"]
mod gold;
#[path = "main/mutation.rs"]
mod mutation;
#[path = "main/properties.rs"]
mod properties;
#[path = "main/reading.rs"]
mod reading;
#[path = "main/telling.rs"]
mod telling;
