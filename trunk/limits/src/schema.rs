//! The tables of this crate. Limits are few and wanted by everybody; what a person was given lives with the person.

use store::schema::{Reference, Table, id, int, small, text};
use store::{Migration, Step};

/// A limit per person. Append-only: the newest of (union, item, period) whose `from_day` has come is in force.
pub const LIMIT_TABLE: Table = Table::everywhere(
    "limits_limit",
    &[
        id("id"),
        id("union_id"),
        text("item"),
        text("period"),
        int("fen"),
        text("form"),
        text("document"),
        small("from_day"),
        id("set_by").optional(),
        int("recorded_at"),
    ],
    &["id"],
)
.indexes(&[&["union_id", "item", "from_day"]])
.checks(&[
    ("limits_limit_fen", "fen >= 0"),
    ("limits_limit_period", "period IN ('a-time', 'a-year')"),
    ("limits_limit_form", "form IN ('goods', 'vouchers', 'cash')"),
]);

/// The row that whoever gives to a person holds until the commit.
pub const PERSON_TABLE: Table = Table::by_root("limits_person", "person", &[id("person"), int("opened_at")], &["person"]);

/// What a person was given: `fen` for `item` on `day`; `what` is the id of the row in the room that gave it.
pub const GIVEN_TABLE: Table = Table::by_root(
    "limits_given",
    "person",
    &[
        id("person"),
        id("what"),
        text("item"),
        small("year"),
        small("day"),
        int("fen"),
        id("union_id"),
        int("given_at"),
        int("taken_back_at").optional(),
    ],
    &["person", "what"],
)
.indexes(&[&["person", "item", "year"]])
.references(&[Reference { columns: &["person"], table: "limits_person", keys: &["person"] }])
.checks(&[("limits_given_fen", "fen >= 0")]);

pub const TABLES: &[&Table] = &[&LIMIT_TABLE, &PERSON_TABLE, &GIVEN_TABLE];

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "limits 0001",
    steps: &[Step::Create(&LIMIT_TABLE), Step::Create(&PERSON_TABLE), Step::Create(&GIVEN_TABLE)],
}];
