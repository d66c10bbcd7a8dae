//! Stories of the whole house, and the checks that look at all of it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod browser;
mod catalogue;
mod crash;
mod demo;
mod draws;
mod empty;
mod house;
mod keep;

mod matrix;
mod own_data;
mod placement;
mod portability;
mod prose;
mod rollup;
mod story;
mod upward;
mod words;
