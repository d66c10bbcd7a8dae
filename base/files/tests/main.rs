//! What is attached, told on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "main/kept.rs"]
mod kept;
#[path = "main/sent.rs"]
mod sent;
