//! What is taken at the desk, and the money that subsidies come from.

use store::schema::{Reference, Table, id, int, small, text};

use super::ENTRY;

/// Money that subsidies come from, in fen: reserved with a place, spent when it was used, free again when it was given up.
pub const ACCOUNT_TABLE: Table = Table::by_root(
    "desk_account",
    "id",
    &[id("id"), id("union_id"), text("title"), text("source"), int("amount"), int("reserved"), int("spent"), int("recorded_at")],
    &["id"],
)
.indexes(&[&["union_id"]])
.checks(&[("desk_account_never_overdrawn", "reserved >= 0 AND spent >= 0 AND reserved + spent <= amount")]);

/// Money taken at the desk, given back there, or booked by mistake and reversed; nothing in it is ever changed. `n` is the number
/// of the receipt, counted for each union and day; `day` is the day whose close it belongs to, which is the next one where the day
/// was closed already. `turn` counts the reversals before, so that one entry is paid once a turn.
pub const RECEIPT_TABLE: Table = Table::by_root(
    "desk_receipt",
    "union_id",
    &[
        id("union_id"),
        small("day"),
        int("n"),
        id("allotment_id"),
        int("number"),
        int("turn"),
        id("person"),
        int("ordinal"),
        text("what"),
        text("method"),
        int("fen"),
        text("reason"),
        id("done_by").optional(),
        int("at"),
    ],
    &["union_id", "day", "n"],
)
.uniques(&[&["union_id", "allotment_id", "number", "what", "turn"]])
.indexes(&[&["allotment_id", "number"]])
.checks(&[
    ("desk_receipt_what", "what IN ('paid', 'refunded', 'reversed')"),
    ("desk_receipt_method", "method IN ('cash', 'transfer', 'card')"),
    ("desk_receipt_fen", "fen > 0 AND n > 0 AND turn >= 0"),
    ("desk_receipt_reason", "(what = 'reversed') = (reason <> '')"),
]);

/// As receipts were kept before one could be reversed; [`RECEIPT_TABLE`] took its place.
pub const PAYMENT_TABLE: Table = Table::by_root(
    "desk_payment",
    "union_id",
    &[
        id("union_id"),
        small("day"),
        int("n"),
        id("allotment_id"),
        int("number"),
        id("person"),
        int("ordinal"),
        text("what"),
        text("method"),
        int("fen"),
        id("done_by").optional(),
        int("at"),
    ],
    &["union_id", "day", "n"],
)
.uniques(&[&["union_id", "allotment_id", "number", "what"]])
.indexes(&[&["allotment_id", "number"]])
.checks(&[
    ("desk_payment_what", "what IN ('paid', 'refunded')"),
    ("desk_payment_method", "method IN ('cash', 'transfer', 'card')"),
    ("desk_payment_fen", "fen > 0 AND n > 0"),
]);

/// A price that was not asked for, and why.
pub const WAIVER_TABLE: Table = Table::by_root(
    "desk_waiver",
    "allotment_id",
    &[id("allotment_id"), int("number"), int("fen"), text("reason"), id("done_by").optional(), int("at")],
    &["allotment_id", "number"],
)
.references(&[ENTRY]);

/// A union's day at the desk. `last` is the last receipt's number. Once closed, `cash`, `transfer` and `card` are what was taken
/// less what was given back, in fen, `counted` the cash that lay there, and `says` why the two differ.
pub const TILL_TABLE: Table = Table::by_root(
    "desk_till",
    "union_id",
    &[
        id("union_id"),
        small("day"),
        int("last"),
        int("cash"),
        int("transfer"),
        int("card"),
        int("counted"),
        text("says"),
        int("closed_at").optional(),
        id("closed_by").optional(),
    ],
    &["union_id", "day"],
);

/// What happened to the money of an account, in fen; nothing in it is ever changed. What is promised stands with the entries.
pub const MOVEMENT_TABLE: Table = Table::by_root(
    "desk_movement",
    "account_id",
    &[
        id("account_id"),
        id("id"),
        text("what"),
        int("fen"),
        id("allotment_id").optional(),
        int("number"),
        id("done_by").optional(),
        int("at"),
    ],
    &["account_id", "id"],
)
.indexes(&[&["allotment_id", "number"]])
.references(&[Reference { columns: &["account_id"], table: "desk_account", keys: &["id"] }])
.checks(&[
    ("desk_movement_what", "what IN ('opened', 'added', 'spent', 'unspent', 'released')"),
    ("desk_movement_fen", "fen >= 0"),
]);
