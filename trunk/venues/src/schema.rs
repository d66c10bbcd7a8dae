//! The tables of this crate. A venue is the root: its spaces, bookings, titles and loans live with it. A quarter of an hour in
//! a space is one row of `venue_quarter`, so two bookings cannot hold it whatever the code does.

use store::schema::{Reference, Table, flag, id, int, small, text};
use store::{Migration, Step};

const VENUE: Reference = Reference { columns: &["venue_id"], table: "venue", keys: &["id"] };
const SPACE: Reference = Reference { columns: &["venue_id", "space_id"], table: "venue_space", keys: &["venue_id", "id"] };
const BOOKING: Reference = Reference { columns: &["venue_id", "booking_id"], table: "venue_booking", keys: &["venue_id", "id"] };
const TITLE: Reference = Reference { columns: &["venue_id", "title_id"], table: "venue_title", keys: &["venue_id", "id"] };

/// A place a union keeps. `lat` and `lon` are millionths of a degree; `hours` is the week as `rules::hours` writes it;
/// `facilities` are names of `rules::facility`, with spaces between. `phone` is the place's own public number.
pub const VENUE_TABLE: Table = Table::by_root(
    "venue",
    "id",
    &[
        id("id"),
        id("union_id"),
        text("kind"),
        text("name"),
        text("address"),
        text("phone"),
        text("about"),
        small("lat").optional(),
        small("lon").optional(),
        text("hours"),
        text("facilities"),
        text("bookers"),
        flag("needs_approval"),
        small("loan_days"),
        small("revision"),
        int("closed_at").optional(),
        id("set_up_by").optional(),
        int("recorded_at"),
    ],
    &["id"],
)
.indexes(&[&["union_id"]])
.checks(&[
    ("venue_bookers", "bookers IN ('nobody', 'within', 'officers', 'all')"),
    (
        "venue_position",
        "(lat IS NULL AND lon IS NULL) OR (lat BETWEEN -90000000 AND 90000000 AND lon BETWEEN -180000000 AND 180000000)",
    ),
    ("venue_loan_days", "loan_days BETWEEN 1 AND 365"),
]);

/// A room in a venue. `seats` is 0 where nobody has said.
pub const SPACE_TABLE: Table = Table::by_root(
    "venue_space",
    "venue_id",
    &[id("venue_id"), id("id"), small("n"), text("name"), int("seats"), int("closed_at").optional()],
    &["venue_id", "id"],
)
.references(&[VENUE])
.checks(&[("venue_space_seats", "seats >= 0")]);

/// Somebody has a space from one quarter of an hour (unix milliseconds / 900,000) up to another. Those of one weekly row share
/// `series`. `union_id` is whom it is for, `person` who asked; `event` names a room's session it was taken for, which counts
/// itself.
pub const BOOKING_TABLE: Table = Table::by_root(
    "venue_booking",
    "venue_id",
    &[
        id("venue_id"),
        id("id"),
        id("space_id"),
        id("series"),
        small("from_quarter"),
        small("until_quarter"),
        id("union_id").optional(),
        id("person").optional(),
        int("ordinal").optional(),
        text("purpose"),
        id("event").optional(),
        text("state"),
        int("by_head").optional(),
        small("revision"),
        int("recorded_at"),
    ],
    &["venue_id", "id"],
)
.indexes(&[&["venue_id", "from_quarter"], &["venue_id", "series"], &["person", "from_quarter"]])
.references(&[SPACE])
.checks(&[
    ("venue_booking_state", "state IN ('asked', 'approved', 'refused', 'cancelled', 'expired', 'counted')"),
    ("venue_booking_order", "until_quarter > from_quarter"),
    ("venue_booking_heads", "(state = 'counted' AND by_head >= 0) OR (state <> 'counted' AND by_head IS NULL)"),
]);

/// One occupied quarter of an hour of one space: no double booking ever.
pub const QUARTER_TABLE: Table = Table::by_root(
    "venue_quarter",
    "venue_id",
    &[id("venue_id"), id("space_id"), small("quarter"), id("booking_id")],
    &["venue_id", "space_id", "quarter"],
)
.indexes(&[&["venue_id", "booking_id"]])
.references(&[BOOKING]);

/// What became of a venue, a booking or a loan, who did it and why.
pub const CHANGE_TABLE: Table = Table::by_root(
    "venue_change",
    "venue_id",
    &[id("venue_id"), id("id"), id("about"), text("what"), text("reason"), id("changed_by").optional(), int("changed_at")],
    &["venue_id", "id"],
)
.indexes(&[&["venue_id", "about"]])
.references(&[VENUE]);

/// A title in a reading room, how many copies there are and how many are out.
pub const TITLE_TABLE: Table = Table::by_root(
    "venue_title",
    "venue_id",
    &[id("venue_id"), id("id"), text("title"), text("author"), int("copies"), int("lent"), int("recorded_at")],
    &["venue_id", "id"],
)
.uniques(&[&["venue_id", "title", "author"]])
.references(&[VENUE])
.checks(&[("venue_title_lent", "lent >= 0 AND lent <= copies")]);

/// A copy somebody asks for, has, or had.
pub const LOAN_TABLE: Table = Table::by_root(
    "venue_loan",
    "venue_id",
    &[
        id("venue_id"),
        id("id"),
        id("title_id"),
        id("person"),
        int("ordinal"),
        text("state"),
        int("asked_at"),
        small("lent_day").optional(),
        small("due_day").optional(),
        small("back_day").optional(),
    ],
    &["venue_id", "id"],
)
.indexes(&[&["venue_id", "state", "due_day"], &["person", "state"], &["venue_id", "title_id"]])
.references(&[TITLE])
.checks(&[("venue_loan_state", "state IN ('asked', 'out', 'back', 'cancelled', 'refused')")]);

pub const TABLES: &[&Table] =
    &[&VENUE_TABLE, &SPACE_TABLE, &BOOKING_TABLE, &QUARTER_TABLE, &CHANGE_TABLE, &TITLE_TABLE, &LOAN_TABLE];

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "venues 0001",
    steps: &[
        Step::Create(&VENUE_TABLE),
        Step::Create(&SPACE_TABLE),
        Step::Create(&BOOKING_TABLE),
        Step::Create(&QUARTER_TABLE),
        Step::Create(&CHANGE_TABLE),
        Step::Create(&TITLE_TABLE),
        Step::Create(&LOAN_TABLE),
    ],
}];
