//! The tables of this crate: small, and wanted by everybody, so they stand everywhere. A version is written once and never
//! changed.

use store::schema::{Reference, Table, id, int, small, text};
use store::{Migration, Step};

const BLUEPRINT: Reference = Reference { columns: &["blueprint_id"], table: "blueprint", keys: &["id"] };

/// A blueprint of a union. `name` is the id in its text; `version` is the newest.
pub const BLUEPRINT_TABLE: Table = Table::everywhere(
    "blueprint",
    &[id("id"), id("union_id"), text("name"), text("room"), small("version"), id("recorded_by").optional(), int("recorded_at")],
    &["id"],
)
.uniques(&[&["union_id", "name"]])
.checks(&[("blueprint_version_counts", "version >= 1")]);

pub const VERSION_TABLE: Table = Table::everywhere(
    "blueprint_version",
    &[id("blueprint_id"), small("version"), text("text"), id("saved_by").optional(), int("saved_at")],
    &["blueprint_id", "version"],
)
.references(&[BLUEPRINT]);

/// From this version back it is offered no more; saving a newer one offers it again.
pub const WITHDRAWAL_TABLE: Table = Table::everywhere(
    "blueprint_withdrawal",
    &[id("blueprint_id"), small("version"), id("withdrawn_by").optional(), int("withdrawn_at")],
    &["blueprint_id", "version"],
)
.references(&[BLUEPRINT]);

pub const TABLES: &[&Table] = &[&BLUEPRINT_TABLE, &VERSION_TABLE, &WITHDRAWAL_TABLE];

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "blueprints 0001",
    steps: &[Step::Create(&BLUEPRINT_TABLE), Step::Create(&VERSION_TABLE), Step::Create(&WITHDRAWAL_TABLE)],
}];
