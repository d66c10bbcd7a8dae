#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "main/model.rs"]
mod model;
#[path = "main/wire.rs"]
mod wire;
