//! The tables of the room. All of a challenge lives with its id. What is measured stands here sealed and nowhere else, in
//! rows that can be thrown away without a trace when their person wants it.

use store::schema::{Reference, Table, bytes, flag, id, int, small, text};
use store::{Migration, Step};

const CHALLENGE: Reference = Reference { columns: &["challenge_id"], table: "chl_challenge", keys: &["id"] };

/// A challenge. Days are days since 1970-01-01, both of them included. `goal` is `loss` (`least` in tenths of a percent of the
/// first measurement), `daily` (`least` hundredths on `days` days) or `total` (`least` hundredths). `rhythm` says how often one
/// measures: `daily`, `weekly`, `ends`. `revision` rises with every change.
pub const CHALLENGE_TABLE: Table = Table::by_root(
    "chl_challenge",
    "id",
    &[
        id("id"),
        id("union_id"),
        text("kind"),
        text("unit"),
        text("title"),
        text("summary"),
        text("advice"),
        small("from_day"),
        small("last_day"),
        text("rhythm"),
        flag("at_scales"),
        text("goal"),
        int("least"),
        small("days"),
        flag("teams"),
        text("audience"),
        id("allotment"),
        text("state"),
        text("reason"),
        int("closed_at").optional(),
        small("revision"),
        id("recorded_by").optional(),
        int("recorded_at"),
    ],
    &["id"],
)
.indexes(&[&["union_id", "last_day"]])
.checks(&[
    ("chl_challenge_state", "state IN ('open', 'closed', 'cancelled')"),
    ("chl_challenge_kind", "kind IN ('weight', 'steps', 'distance', 'custom')"),
    ("chl_challenge_goal", "goal IN ('loss', 'daily', 'total')"),
    ("chl_challenge_lasts", "last_day > from_day"),
    ("chl_challenge_audience", "audience IN ('subtree', 'members')"),
]);

/// A group that people of a challenge made themselves.
pub const TEAM_TABLE: Table =
    Table::by_root("chl_team", "challenge_id", &[id("challenge_id"), id("id"), text("name")], &["challenge_id", "id"])
        .uniques(&[&["challenge_id", "name"]])
        .references(&[CHALLENGE]);

/// Somebody who takes part. `height` is sealed. `nickname` and `ranked_at` stand only while the person wants to be ranked.
pub const PART_TABLE: Table = Table::by_root(
    "chl_part",
    "challenge_id",
    &[
        id("challenge_id"),
        id("person"),
        int("ordinal"),
        text("state"),
        bytes("height").optional(),
        text("nickname").optional(),
        id("team").optional(),
        int("ranked_at").optional(),
        int("joined_at"),
    ],
    &["challenge_id", "person"],
)
.uniques(&[&["challenge_id", "nickname"]])
.indexes(&[&["person"]])
.references(&[CHALLENGE, Reference { columns: &["challenge_id", "team"], table: "chl_team", keys: &["challenge_id", "id"] }])
.checks(&[
    ("chl_part_state", "state IN ('joined', 'withdrawn')"),
    ("chl_part_ranked", "(nickname IS NULL) = (ranked_at IS NULL)"),
    ("chl_part_gone", "state = 'joined' OR (height IS NULL AND nickname IS NULL AND team IS NULL)"),
]);

/// A consent to the keeping of measurements (PIPL, article 29), the wording agreed to, and when it was taken back.
pub const CONSENT_TABLE: Table = Table::by_root(
    "chl_consent",
    "challenge_id",
    &[id("challenge_id"), id("id"), id("person"), text("wording"), int("given_at"), int("withdrawn_at").optional()],
    &["challenge_id", "id"],
)
.references(&[CHALLENGE]);

/// What somebody measured on a day; `value` is sealed. `how` is `self`, or `start` or `end` at the union's own scales. `key` is
/// that of the form it came with.
pub const MEASURE_TABLE: Table = Table::by_root(
    "chl_measure",
    "challenge_id",
    &[id("challenge_id"), id("person"), small("day"), bytes("value"), text("how"), id("key"), int("recorded_at")],
    &["challenge_id", "person", "day"],
)
.references(&[Reference { columns: &["challenge_id", "person"], table: "chl_part", keys: &["challenge_id", "person"] }])
.checks(&[("chl_measure_how", "how IN ('self', 'start', 'end')")]);

/// Forms that were overtaken by a later one: arriving again, they change nothing.
pub const SENT_TABLE: Table = Table::by_root(
    "chl_sent",
    "challenge_id",
    &[id("challenge_id"), id("person"), id("key")],
    &["challenge_id", "person", "key"],
)
.references(&[Reference { columns: &["challenge_id", "person"], table: "chl_part", keys: &["challenge_id", "person"] }]);

/// The number somebody shows at the scales, by which one value may be written for that person.
pub const CODE_TABLE: Table = Table::by_root(
    "chl_code",
    "challenge_id",
    &[id("challenge_id"), text("code"), id("person"), int("until_at")],
    &["challenge_id", "code"],
)
.uniques(&[&["challenge_id", "person"]])
.references(&[CHALLENGE]);

/// Figures of the whole group as they stood at one moment, fit to be shown: nothing behind which fewer than five people stand.
/// `total` in hundredths, rounded. `finished` and what is said of `reached` stand in the last row only.
pub const FIGURE_TABLE: Table = Table::by_root(
    "chl_figure",
    "challenge_id",
    &[
        id("challenge_id"),
        small("n"),
        int("taken_at"),
        int("parts"),
        int("measured"),
        int("behind").optional(),
        int("total").optional(),
        int("total_at").optional(),
        int("finished").optional(),
        text("reached_how"),
        int("reached").optional(),
    ],
    &["challenge_id", "n"],
)
.references(&[CHALLENGE])
.checks(&[
    ("chl_figure_reached_how", "reached_how IN ('open', 'hidden', 'fewer', 'at-least', 'exact')"),
    ("chl_figure_behind", "total IS NULL OR behind >= 5"),
]);

pub const TABLES: &[&Table] =
    &[&CHALLENGE_TABLE, &TEAM_TABLE, &PART_TABLE, &CONSENT_TABLE, &MEASURE_TABLE, &SENT_TABLE, &CODE_TABLE, &FIGURE_TABLE];

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "challenges 0001",
    steps: &[
        Step::Create(&CHALLENGE_TABLE),
        Step::Create(&TEAM_TABLE),
        Step::Create(&PART_TABLE),
        Step::Create(&CONSENT_TABLE),
        Step::Create(&MEASURE_TABLE),
        Step::Create(&SENT_TABLE),
        Step::Create(&CODE_TABLE),
        Step::Create(&FIGURE_TABLE),
    ],
}];
