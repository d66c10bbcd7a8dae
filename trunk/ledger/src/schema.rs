//! The tables of the ledger. Facts live with their event: a session's facts are written and listed together.

use store::schema::{Reference, Table, id, int, small, text};
use store::{Migration, Step};

/// Append-only. `month` is `codes::Day::month_key` of `day`, so that whole months are found without arithmetic.
pub const FACT_TABLE: Table = Table::by_root(
    "ledger_fact",
    "event",
    &[
        id("event"),
        id("id"),
        text("what"),
        small("day"),
        small("month"),
        id("host"),
        id("home").optional(),
        int("ordinal").optional(),
        id("unit").optional(),
        int("quantity"),
        text("kind"),
        id("programme").optional(),
        text("setting"),
        text("channel"),
        text("source"),
        int("recorded_at"),
    ],
    &["event", "id"],
)
.indexes(&[&["ordinal", "month"], &["host", "day"], &["home", "day"]])
.checks(&[
    ("ledger_fact_quantity", "quantity > 0"),
    ("ledger_fact_attended_by_somebody", "what <> 'attended' OR (ordinal IS NOT NULL AND quantity = 1)"),
    ("ledger_fact_quoted_is_reported", "what NOT IN ('people', 'units', 'unions') OR source = 'report'"),
]);

/// A correction: the fact named no longer counts. The key lets it happen once.
pub const RETRACTION_TABLE: Table = Table::by_root(
    "ledger_retraction",
    "event",
    &[id("event"), id("fact"), id("id"), text("reason"), int("recorded_at")],
    &["event", "fact"],
)
.references(&[Reference { columns: &["event", "fact"], table: "ledger_fact", keys: &["event", "id"] }]);

/// What anybody may read about an event.
pub const EVENT_TABLE: Table = Table::by_root(
    "ledger_event",
    "event",
    &[
        id("event"),
        text("title"),
        small("day"),
        id("host"),
        text("kind"),
        text("setting"),
        text("place"),
        id("programme").optional(),
        id("intake").optional(),
        int("recorded_at"),
    ],
    &["event"],
)
.indexes(&[&["day", "kind"], &["intake"]]);

/// Who held an event together with its counting host.
pub const CO_HOST_TABLE: Table = Table::by_root(
    "ledger_co_host",
    "event",
    &[id("event"), small("place"), id("union_id").optional(), text("name")],
    &["event", "place"],
)
.references(&[Reference { columns: &["event"], table: "ledger_event", keys: &["event"] }]);

/// A month of a union that is closed: facts of that host and month are refused from then on.
pub const CLOSURE_TABLE: Table = Table::everywhere(
    "ledger_closure",
    &[id("union_id"), small("month"), id("closed_by").optional(), int("closed_at")],
    &["union_id", "month"],
);

/// One file of past figures taken in whole; its rows are events of their own.
pub const INTAKE_TABLE: Table = Table::by_root(
    "ledger_intake",
    "union_id",
    &[
        id("union_id"),
        id("id"),
        text("file"),
        text("hash"),
        text("source"),
        small("lines"),
        small("facts"),
        id("taken_by").optional(),
        int("taken_at"),
    ],
    &["union_id", "id"],
);

/// A file taken back whole: its facts are retracted. While it is not, the same file is not taken again.
pub const WITHDRAWAL_TABLE: Table = Table::by_root(
    "ledger_withdrawal",
    "union_id",
    &[id("union_id"), id("intake"), text("reason"), id("taken_by").optional(), int("taken_at")],
    &["union_id", "intake"],
)
.references(&[Reference { columns: &["union_id", "intake"], table: "ledger_intake", keys: &["union_id", "id"] }]);

/// What a programme is called, as the room that runs it says; figures are cut by programme.
pub const PROGRAMME_TABLE: Table =
    Table::everywhere("ledger_programme", &[id("id"), id("union_id"), text("title"), int("recorded_at")], &["id"])
        .indexes(&[&["union_id"]]);

pub const TABLES: &[&Table] = &[
    &FACT_TABLE,
    &RETRACTION_TABLE,
    &EVENT_TABLE,
    &CO_HOST_TABLE,
    &CLOSURE_TABLE,
    &INTAKE_TABLE,
    &WITHDRAWAL_TABLE,
    &PROGRAMME_TABLE,
];

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "ledger 0001",
    steps: &[
        Step::Create(&FACT_TABLE),
        Step::Create(&RETRACTION_TABLE),
        Step::Create(&EVENT_TABLE),
        Step::Create(&CO_HOST_TABLE),
        Step::Create(&CLOSURE_TABLE),
        Step::Create(&INTAKE_TABLE),
        Step::Create(&WITHDRAWAL_TABLE),
        Step::Create(&PROGRAMME_TABLE),
    ],
}];
