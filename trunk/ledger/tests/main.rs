#![allow(clippy::unwrap_used, clippy::expect_used)]

//! Stories of the ledger, on both engines.

#[path = "main/cells.rs"]
mod cells;
#[path = "main/hall.rs"]
mod hall;
#[path = "main/import.rs"]
mod import;
#[path = "main/naive.rs"]
mod naive;
#[path = "main/roll_up.rs"]
mod roll_up;
#[path = "main/script.rs"]
mod script;
#[path = "main/subtraction.rs"]
mod subtraction;
#[path = "main/writing.rs"]
mod writing;

const MIGRATIONS: &[&[store::Migration]] = &[store::MIGRATIONS, web::MIGRATIONS, organisation::MIGRATIONS, ledger::MIGRATIONS];
