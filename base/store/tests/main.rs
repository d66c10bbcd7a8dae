//! What the store promises, told on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "main/columns.rs"]
mod columns;
#[path = "main/constraints.rs"]
mod constraints;
#[path = "main/contention.rs"]
mod contention;
#[path = "main/keys.rs"]
mod keys;
#[path = "main/migrating.rs"]
mod migrating;
#[path = "main/reading.rs"]
mod reading;
#[path = "main/reseal.rs"]
mod reseal;
#[path = "main/scene.rs"]
mod scene;
#[path = "main/versions.rs"]
mod versions;
#[path = "main/writing.rs"]
mod writing;
