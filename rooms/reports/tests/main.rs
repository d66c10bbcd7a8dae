#![allow(clippy::unwrap_used, clippy::expect_used)]

//! Stories of figures, on both engines.

#[path = "main/api.rs"]
mod api;
#[path = "main/desk.rs"]
mod desk;
#[path = "main/hall.rs"]
mod hall;
#[path = "main/hostile.rs"]
mod hostile;
#[path = "main/public.rs"]
mod public;

const MIGRATIONS: &[&[store::Migration]] = &[
    store::MIGRATIONS,
    web::MIGRATIONS,
    jobs::MIGRATIONS,
    organisation::MIGRATIONS,
    inbox::MIGRATIONS,
    membership::MIGRATIONS,
    ledger::MIGRATIONS,
];
