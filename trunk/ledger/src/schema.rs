//! The tables of the ledger. Facts live with their event: a session's facts are written and listed together.

use store::schema::{Reference, Table, bytes, flag, id, int, small, text};
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

/// What is not yet in the pages: facts recorded since, and facts taken back that are still in them (`is_gone`). Written with the
/// fact or its retraction, in the same transaction; the fold takes it away in its own.
pub const TAIL_TABLE: Table = Table::by_root(
    "ledger_tail",
    "event",
    &[id("event"), id("fact"), flag("is_gone"), small("month"), id("host")],
    &["event", "fact"],
)
.indexes(&[&["is_gone", "month", "host"]]);

/// The cells of what passed in a month from a node to the one above it (0 where there is none), as `tally::Page` writes them.
/// `way` is `rules::ways::Way`; nodes are numbers of [`NUMBER_TABLE`].
pub const PAGE_TABLE: Table = Table::by_root(
    "ledger_page",
    "node",
    &[int("node"), small("lens"), small("month"), int("parent"), small("way"), int("id"), bytes("cells")],
    &["node", "lens", "month", "parent", "way"],
)
.indexes(&[&["parent", "lens", "month"]]);

/// Sets that have outgrown their page, by block of members.
pub const SET_TABLE: Table = Table::by_root(
    "ledger_set",
    "node",
    &[int("node"), int("page"), text("slice"), small("kind"), int("block"), bytes("members")],
    &["node", "page", "slice", "kind", "block"],
);

/// Dense numbers of the unions and employers that pages and sets are made of.
pub const NUMBER_TABLE: Table = Table::everywhere("ledger_number", &[id("id"), int("number")], &["id"]).uniques(&[&["number"]]);

/// The one row that whoever folds holds: which tree the pages were folded by, the last number of a page and of a union, and how
/// many folded facts stand at a union that had no way up to the root on their day.
pub const FOLD_TABLE: Table = Table::everywhere(
    "ledger_fold",
    &[small("id"), int("edge_seq"), int("union_seq"), int("last_page"), int("last_number"), int("astray")],
    &["id"],
);

/// The edges by which the pages were folded. A correction of the tree overwrites what `organisation` knew, and only by the old
/// way can a fact be taken from where it was put.
pub const EDGE_TABLE: Table = Table::everywhere(
    "ledger_edge",
    &[id("child"), small("line"), small("from_day"), id("parent"), small("until_day"), flag("leads")],
    &["child", "line", "from_day"],
);

/// The ends of unions by which the pages were folded.
pub const END_TABLE: Table =
    Table::everywhere("ledger_end", &[id("union_id"), small("ended_day"), id("successor").optional()], &["union_id"]);

pub const TABLES: &[&Table] = &[
    &FACT_TABLE,
    &RETRACTION_TABLE,
    &EVENT_TABLE,
    &CO_HOST_TABLE,
    &CLOSURE_TABLE,
    &INTAKE_TABLE,
    &WITHDRAWAL_TABLE,
    &PROGRAMME_TABLE,
    &TAIL_TABLE,
    &PAGE_TABLE,
    &SET_TABLE,
    &NUMBER_TABLE,
    &FOLD_TABLE,
    &EDGE_TABLE,
    &END_TABLE,
];

pub const MIGRATIONS: &[Migration] = &[FACTS, CELLS];

const FACTS: Migration = Migration {
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
};

/// What was recorded before there were pages waits in the tail like everything else.
const CELLS: Migration = Migration {
    name: "ledger 0002",
    steps: &[
        Step::Create(&TAIL_TABLE),
        Step::Create(&PAGE_TABLE),
        Step::Create(&SET_TABLE),
        Step::Create(&NUMBER_TABLE),
        Step::Create(&FOLD_TABLE),
        Step::Create(&EDGE_TABLE),
        Step::Create(&END_TABLE),
        Step::Sql("CREATE INDEX ledger_fact_unit_month_idx ON ledger_fact (unit, month)"),
        Step::Sql("INSERT INTO ledger_fold (id, edge_seq, union_seq, last_page, last_number, astray) VALUES (1, 0, 0, 0, 0, 0)"),
        Step::Sql(
            "INSERT INTO ledger_tail (event, fact, is_gone, month, host) SELECT f.event, f.id, FALSE, f.month, f.host \
             FROM ledger_fact f WHERE NOT EXISTS (SELECT 1 FROM ledger_retraction r WHERE r.event = f.event AND r.fact = f.id)",
        ),
    ],
};
