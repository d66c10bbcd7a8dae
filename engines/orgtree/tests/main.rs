#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "main/changes.rs"]
mod changes;
#[path = "main/model.rs"]
mod model;
#[path = "main/orders.rs"]
mod orders;
#[path = "main/refusals.rs"]
mod refusals;
