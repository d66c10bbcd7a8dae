#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "main/days.rs"]
mod days;
#[path = "main/identifiers.rs"]
mod identifiers;
#[path = "main/numbers.rs"]
mod numbers;
#[path = "main/working.rs"]
mod working;
