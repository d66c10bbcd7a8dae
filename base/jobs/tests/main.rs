//! Stories of work that must neither be lost nor done twice, on both engines, by a clock that stands still.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "main/crash.rs"]
mod crash;
#[path = "main/failing.rs"]
mod failing;
#[path = "main/order.rs"]
mod order;
#[path = "main/outbox.rs"]
mod outbox;
#[path = "main/putting_off.rs"]
mod putting_off;
#[path = "main/running.rs"]
mod running;
#[path = "main/scene.rs"]
mod scene;
#[path = "main/schedules.rs"]
mod schedules;
