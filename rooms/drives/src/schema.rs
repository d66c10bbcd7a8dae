//! The tables of this room. A drive is the root: its money, goods, sites and hand-outs live with it.

use store::schema::{Reference, Table, bytes, id, int, small, text};
use store::{Migration, Step};

const DRIVE: Reference = Reference { columns: &["drive_id"], table: "drive", keys: &["id"] };
const GOOD: Reference = Reference { columns: &["drive_id", "good_id"], table: "drive_good", keys: &["drive_id", "id"] };
const SITE: Reference = Reference { columns: &["drive_id", "site_id"], table: "drive_site", keys: &["drive_id", "id"] };
const HAND_OUT: Reference =
    Reference { columns: &["drive_id", "hand_out_id"], table: "drive_hand_out", keys: &["drive_id", "id"] };

/// A drive and its plan. `until_day` is its last day.
pub const DRIVE_TABLE: Table = Table::by_root(
    "drive",
    "id",
    &[
        id("id"),
        id("union_id"),
        text("title"),
        text("kind"),
        text("item"),
        small("from_day"),
        small("until_day"),
        text("plan"),
        id("filed_by").optional(),
        int("filed_at"),
        id("approved_by").optional(),
        int("approved_at").optional(),
        text("state"),
        small("revision"),
        int("recorded_at"),
    ],
    &["id"],
)
.indexes(&[&["union_id", "from_day"]])
.checks(&[
    ("drive_state", "state IN ('filed', 'returned', 'approved', 'closed')"),
    ("drive_days", "until_day >= from_day"),
    ("drive_four_eyes", "approved_by IS NULL OR filed_by IS NULL OR approved_by <> filed_by"),
]);

/// The money of one source, and how much of it was handed out.
pub const FUND_TABLE: Table = Table::by_root(
    "drive_fund",
    "drive_id",
    &[id("drive_id"), text("source"), int("fen"), int("spent_fen")],
    &["drive_id", "source"],
)
.references(&[DRIVE])
.checks(&[("drive_fund_spent", "spent_fen >= 0 AND spent_fen <= fen")]);

/// What is handed out: its price a piece, what was taken in and what is out.
pub const GOOD_TABLE: Table = Table::by_root(
    "drive_good",
    "drive_id",
    &[
        id("drive_id"),
        id("id"),
        text("name"),
        text("unit"),
        int("price_fen"),
        text("source"),
        int("taken_in"),
        int("handed_out"),
        int("recorded_at"),
    ],
    &["drive_id", "id"],
)
.uniques(&[&["drive_id", "name"]])
.references(&[DRIVE])
.checks(&[("drive_good_stock", "handed_out >= 0 AND handed_out <= taken_in"), ("drive_good_price", "price_fen >= 0")]);

/// Pieces that came or went: `in` with its receipt (below nothing where an entry is put right), `out` and `back` of hand-outs.
pub const MOVEMENT_TABLE: Table = Table::by_root(
    "drive_movement",
    "drive_id",
    &[
        id("drive_id"),
        id("id"),
        id("good_id"),
        text("what"),
        int("pieces"),
        text("receipt"),
        id("form").optional(),
        id("moved_by").optional(),
        int("moved_at"),
    ],
    &["drive_id", "id"],
)
.references(&[GOOD])
.checks(&[("drive_movement_what", "what IN ('in', 'out', 'back')")]);

/// Where and on which day it is handed out; one session. `held_fact` and `reached_fact` stand while anything handed out there does.
pub const SITE_TABLE: Table = Table::by_root(
    "drive_site",
    "drive_id",
    &[
        id("drive_id"),
        id("id"),
        text("title"),
        text("place"),
        id("employer").optional(),
        small("day"),
        int("expected"),
        id("held_fact").optional(),
        id("reached_fact").optional(),
        int("recorded_at"),
    ],
    &["drive_id", "id"],
)
.uniques(&[&["drive_id", "title", "day"]])
.references(&[DRIVE])
.checks(&[("drive_site_expected", "expected >= 0")]);

/// Goods handed to a member (`person`), to a guest (`guest`, a sealed name) or to so many heads. `signature` is a sealed path.
pub const HAND_OUT_TABLE: Table = Table::by_root(
    "drive_hand_out",
    "drive_id",
    &[
        id("drive_id"),
        id("id"),
        id("form"),
        id("site_id"),
        id("person").optional(),
        int("ordinal").optional(),
        bytes("guest").optional(),
        int("heads"),
        int("pieces"),
        int("fen"),
        text("signed"),
        bytes("signature").optional(),
        id("given_by").optional(),
        int("given_at"),
        int("retracted_at").optional(),
        text("reason"),
    ],
    &["drive_id", "id"],
)
.indexes(&[&["drive_id", "form"], &["drive_id", "site_id"], &["person", "given_at"]])
.references(&[SITE])
.checks(&[
    ("drive_hand_out_signed", "signed IN ('open', 'screen', 'paper', 'heads')"),
    ("drive_hand_out_heads", "heads > 0 AND pieces > 0 AND fen >= 0"),
    ("drive_hand_out_signature", "(signed = 'screen') = (signature IS NOT NULL)"),
]);

/// The goods of one hand-out, at the price of that day.
pub const LINE_TABLE: Table = Table::by_root(
    "drive_line",
    "drive_id",
    &[id("drive_id"), id("hand_out_id"), id("good_id"), int("pieces"), int("price_fen")],
    &["drive_id", "hand_out_id", "good_id"],
)
.references(&[HAND_OUT, GOOD])
.checks(&[("drive_line_pieces", "pieces > 0")]);

/// The facts a hand-out stands for in the ledger.
pub const FACT_TABLE: Table = Table::by_root(
    "drive_fact",
    "drive_id",
    &[id("drive_id"), id("hand_out_id"), id("fact")],
    &["drive_id", "hand_out_id", "fact"],
)
.references(&[HAND_OUT]);

/// Somebody had not signed when the drive was closed; `reason` says why, sealed, for it may tell of a person's life. Stays when he
/// signs later.
pub const UNSIGNED_TABLE: Table = Table::by_root(
    "drive_unsigned",
    "drive_id",
    &[id("drive_id"), id("hand_out_id"), bytes("reason"), id("recorded_by").optional(), int("recorded_at")],
    &["drive_id", "hand_out_id"],
)
.references(&[HAND_OUT]);

/// What became of a drive, who did it and why.
pub const CHANGE_TABLE: Table = Table::by_root(
    "drive_change",
    "drive_id",
    &[id("drive_id"), id("id"), text("what"), text("reason"), id("changed_by").optional(), int("changed_at")],
    &["drive_id", "id"],
)
.references(&[DRIVE]);

pub const TABLES: &[&Table] = &[
    &DRIVE_TABLE,
    &FUND_TABLE,
    &GOOD_TABLE,
    &MOVEMENT_TABLE,
    &SITE_TABLE,
    &HAND_OUT_TABLE,
    &LINE_TABLE,
    &FACT_TABLE,
    &CHANGE_TABLE,
    &UNSIGNED_TABLE,
];

pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "drives 0001",
        steps: &[
            Step::Create(&DRIVE_TABLE),
            Step::Create(&FUND_TABLE),
            Step::Create(&GOOD_TABLE),
            Step::Create(&MOVEMENT_TABLE),
            Step::Create(&SITE_TABLE),
            Step::Create(&HAND_OUT_TABLE),
            Step::Create(&LINE_TABLE),
            Step::Create(&FACT_TABLE),
            Step::Create(&CHANGE_TABLE),
        ],
    },
    Migration { name: "drives 0002", steps: &[Step::Create(&UNSIGNED_TABLE)] },
];
