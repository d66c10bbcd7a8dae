//! The tables: items by themselves, what somebody has a place in and the secret of a feed with the person.

use store::schema::{Table, bytes, id, int, small, text};
use store::{Migration, Step};

/// What is on. The id is the room's own. `begins_at` and `ends_at` are unix milliseconds, `latitude` and `longitude` millionths of
/// a degree; `href` is a path of this house; `sequence` rises with each revision, `revised_at` says when the last one was.
pub const ITEM_TABLE: Table = Table::by_root(
    "agenda_item",
    "id",
    &[
        id("id"),
        id("union_id"),
        text("kind"),
        text("setting"),
        text("title"),
        int("begins_at"),
        int("ends_at"),
        text("place"),
        id("venue").optional(),
        small("latitude").optional(),
        small("longitude").optional(),
        text("audience"),
        text("href"),
        text("state"),
        small("sequence"),
        int("recorded_at"),
        int("revised_at"),
    ],
    &["id"],
)
.indexes(&[&["ends_at"], &["union_id", "ends_at"]])
.checks(&[
    ("agenda_item_state", "state IN ('on', 'cancelled', 'moved')"),
    ("agenda_item_audience", "audience IN ('everybody', 'members', 'subtree')"),
    ("agenda_item_lasts", "ends_at > begins_at"),
    ("agenda_item_position", "(latitude IS NULL) = (longitude IS NULL)"),
]);

/// Who has a place in what.
pub const GOING_TABLE: Table =
    Table::by_root("agenda_going", "person", &[id("person"), id("item_id"), int("since")], &["person", "item_id"])
        .indexes(&[&["item_id"]]);

/// The secret part of the address of a person's own feed, as its SHA-256.
pub const FEED_TABLE: Table =
    Table::by_root("agenda_feed", "person", &[id("person"), bytes("secret"), int("made_at")], &["person"]);

pub const TABLES: &[&Table] = &[&ITEM_TABLE, &GOING_TABLE, &FEED_TABLE];

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "agenda 0001",
    steps: &[Step::Create(&ITEM_TABLE), Step::Create(&GOING_TABLE), Step::Create(&FEED_TABLE)],
}];
