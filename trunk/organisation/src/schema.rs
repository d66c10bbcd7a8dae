//! The tables of the federation. All of them live everywhere: even a whole country's unions, edges and posts are small
//! beside what happens in them.
//!
//! Whatever may change in a union's life is dated: a row is in force from `from_day` until the day before `until_day`
//! (`codes::Day::OPEN` while nothing ends it). Nothing dated is edited in place; a change ends one row and begins another.

use store::schema::{Reference, Table, bytes, flag, id, int, small, text};
use store::{Migration, Step};

const UNION: Reference = Reference { columns: &["union_id"], table: "org_union", keys: &["id"] };

/// One row a union, for ever; `node` is its place in the tree's arrays, handed out in the order of founding. `seq` is raised
/// whenever the union or its state changes, so that a process reads only what it does not know yet.
pub const UNION_TABLE: Table = Table::everywhere(
    "org_union",
    &[
        id("id"),
        small("node"),
        int("seq"),
        small("founded_day"),
        small("ended_day"),
        id("successor").optional(),
        text("credit_code").optional(),
        text("division").optional(),
        id("kept_by").optional(),
        text("address"),
        text("phone"),
        text("hours"),
        text("icp"),
    ],
    &["id"],
)
.uniques(&[&["node"], &["credit_code"]])
.indexes(&[&["seq"], &["division"], &["successor"]])
.checks(&[("org_union_ends_after_founding", "ended_day >= founded_day")]);

/// A union's name, type and level in force for a time.
pub const STATE_TABLE: Table = Table::everywhere(
    "org_state",
    &[
        id("union_id"),
        small("from_day"),
        small("until_day"),
        text("name"),
        text("initials"),
        text("kind"),
        small("level"),
        small("sort_key"),
    ],
    &["union_id", "from_day"],
)
.references(&[UNION])
.checks(&[("org_state_not_empty", "until_day > from_day")]);

/// The lines that cross the tree: 0 is the territorial one, every sector union leads one of its own.
pub const LINE_TABLE: Table = Table::everywhere(
    "org_line",
    &[small("id"), text("key"), text("name_zh"), text("name_en"), id("led_by").optional()],
    &["id"],
)
.uniques(&[&["key"]]);

/// Dated edges of all lines. `seq` is the order in which they were recorded, which is the order a tree applies them in;
/// an edge that is ended gets its `until_day` and a new `seq`.
pub const EDGE_TABLE: Table = Table::everywhere(
    "org_edge",
    &[
        id("id"),
        int("seq"),
        small("line"),
        id("child"),
        id("parent"),
        small("from_day"),
        small("until_day"),
        flag("leads"),
        int("recorded_at"),
    ],
    &["id"],
)
.uniques(&[&["seq"], &["line", "child", "from_day"]])
.indexes(&[&["child"], &["parent"]])
.references(&[
    Reference { columns: &["child"], table: "org_union", keys: &["id"] },
    Reference { columns: &["parent"], table: "org_union", keys: &["id"] },
    Reference { columns: &["line"], table: "org_line", keys: &["id"] },
])
.checks(&[("org_edge_not_empty", "until_day > from_day"), ("org_edge_not_itself", "child <> parent")]);

/// Employers: firms, schools, hospitals, platforms. A union covers them, dated; a joint local covers several.
pub const EMPLOYER_TABLE: Table = Table::everywhere(
    "org_employer",
    &[
        id("id"),
        text("credit_code").optional(),
        text("name"),
        text("initials"),
        text("kind"),
        small("workers"),
        text("division").optional(),
        int("recorded_at"),
    ],
    &["id"],
)
.uniques(&[&["credit_code"]]);

pub const COVERAGE_TABLE: Table = Table::everywhere(
    "org_coverage",
    &[id("employer"), id("union_id"), small("from_day"), small("until_day")],
    &["employer", "union_id", "from_day"],
)
.indexes(&[&["union_id"]])
.references(&[UNION, Reference { columns: &["employer"], table: "org_employer", keys: &["id"] }])
.checks(&[("org_coverage_not_empty", "until_day > from_day")]);

/// Who speaks for an employer, with a sign-in of his own.
pub const SEAT_TABLE: Table = Table::everywhere(
    "org_seat",
    &[id("employer"), id("person"), small("from_day"), small("until_day")],
    &["employer", "person", "from_day"],
)
.indexes(&[&["person"]]);

/// Posts: person × union × office, with or without everything below, dated. A deputy stands in for a post for a time.
pub const POST_TABLE: Table = Table::everywhere(
    "org_post",
    &[
        id("id"),
        id("union_id"),
        id("person"),
        text("office"),
        text("title"),
        flag("subtree"),
        small("from_day"),
        small("until_day"),
        id("deputy_for").optional(),
        id("handed_to").optional(),
        int("recorded_at"),
    ],
    &["id"],
)
.uniques(&[&["union_id", "person", "office", "from_day"]])
.indexes(&[&["person"], &["union_id"]])
.references(&[UNION])
.checks(&[("org_post_not_empty", "until_day > from_day")]);

/// Terms of office: grass-roots 3 or 5 years, local and sector unions 5 (Trade Union Law, article 16).
pub const TERM_TABLE: Table = Table::everywhere(
    "org_term",
    &[id("union_id"), small("number"), small("from_day"), small("until_day"), small("reminded_day")],
    &["union_id", "number"],
)
.references(&[UNION])
.checks(&[("org_term_not_empty", "until_day > from_day")]);

/// A union asked for, until the next higher union has decided (article 12).
pub const FOUNDING_TABLE: Table = Table::everywhere(
    "org_founding",
    &[
        id("id"),
        id("parent"),
        text("name"),
        text("kind"),
        small("level"),
        text("credit_code").optional(),
        text("division").optional(),
        text("employers"),
        small("members"),
        small("wanted_day"),
        text("words"),
        bytes("contact"),
        id("asked_by").optional(),
        int("asked_at"),
        small("due_day"),
        text("state"),
        id("decided_by").optional(),
        int("decided_at").optional(),
        text("reason"),
        id("union_id").optional(),
    ],
    &["id"],
)
.indexes(&[&["parent", "state"]])
.checks(&[("org_founding_state", "state IN ('asked', 'returned', 'approved', 'refused', 'withdrawn')")]);

/// What happened to a union: founded, moved, merged, split, renamed, closed, with the words of the decision.
pub const CHANGE_TABLE: Table = Table::everywhere(
    "org_change",
    &[
        id("union_id"),
        id("id"),
        text("what"),
        small("day"),
        id("other").optional(),
        text("words"),
        id("recorded_by").optional(),
        int("recorded_at"),
    ],
    &["union_id", "id"],
)
.references(&[UNION]);

pub const TABLES: &[&Table] = &[
    &UNION_TABLE,
    &STATE_TABLE,
    &LINE_TABLE,
    &EDGE_TABLE,
    &EMPLOYER_TABLE,
    &COVERAGE_TABLE,
    &SEAT_TABLE,
    &POST_TABLE,
    &TERM_TABLE,
    &FOUNDING_TABLE,
    &CHANGE_TABLE,
];

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "organisation 0001",
    steps: &[
        Step::Create(&UNION_TABLE),
        Step::Create(&STATE_TABLE),
        Step::Create(&LINE_TABLE),
        Step::Create(&EDGE_TABLE),
        Step::Create(&EMPLOYER_TABLE),
        Step::Create(&COVERAGE_TABLE),
        Step::Create(&SEAT_TABLE),
        Step::Create(&POST_TABLE),
        Step::Create(&TERM_TABLE),
        Step::Create(&FOUNDING_TABLE),
        Step::Create(&CHANGE_TABLE),
        Step::Sql("INSERT INTO org_line (id, key, name_zh, name_en) VALUES (0, 'territory', '地域', 'Territory')"),
    ],
}];
