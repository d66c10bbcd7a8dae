//! The tables of people. Everything about one person lives with that person's id, which never changes; a member's current
//! union is a dated row, never a place to live. Phone, ID number and whatever else identifies are sealed; what must be
//! unique over the federation is a side table keyed by its hash.

use store::schema::{Reference, Table, bytes, flag, id, int, small, text};
use store::{Migration, Step};

const PERSON: Reference = Reference { columns: &["person"], table: "member_person", keys: &["person"] };

/// A person known to the house. `ordinal` is the only thing of a person that facts hold; deleting the row destroys the map
/// from one to the other. The name is clear, and leaves the holder's scope nowhere.
pub const PERSON_TABLE: Table = Table::by_root(
    "member_person",
    "person",
    &[
        id("person"),
        int("ordinal"),
        text("name"),
        text("initials"),
        bytes("phone").optional(),
        bytes("id_number").optional(),
        small("birth_year").optional(),
        text("sex"),
        text("work"),
        text("team"),
        small("verified_day").optional(),
        int("registered_at").optional(),
        text("password").optional(),
        bytes("totp").optional(),
        int("recorded_at"),
        id("recorded_by").optional(),
        id("import").optional(),
    ],
    &["person"],
)
.indexes(&[&["ordinal"]])
.checks(&[("member_person_ordinal", "ordinal >= 0")]);

/// One person for a mobile number.
pub const PHONE_TABLE: Table = Table::by_root("member_phone", "hash", &[bytes("hash"), id("person")], &["hash"]);

/// One person for an ID number.
pub const ID_NUMBER_TABLE: Table = Table::by_root("member_id_number", "hash", &[bytes("hash"), id("person")], &["hash"]);

/// Membership of one union for a time. `standing`: full, or retained (retired, unemployed, employer bankrupt: kept without
/// dues, no vote). `ended_by`: empty while it lasts; transfer, left, lapsed, died, union-ended.
pub const SPELL_TABLE: Table = Table::by_root(
    "member_spell",
    "person",
    &[
        id("person"),
        small("from_day"),
        small("until_day"),
        id("union_id"),
        text("standing"),
        text("ended_by"),
        id("recorded_by").optional(),
        int("recorded_at"),
        id("import").optional(),
    ],
    &["person", "from_day"],
)
.indexes(&[&["union_id", "until_day"]])
.references(&[PERSON])
.checks(&[("member_spell_not_empty", "until_day > from_day")])
.in_key_order();

/// Blocks of ordinals a union hands out from, so that people of one place stand close together in the sets that count them.
pub const BLOCK_TABLE: Table =
    Table::everywhere("member_block", &[int("first"), id("union_id"), int("next"), int("until")], &["first"])
        .indexes(&[&["union_id"]])
        .checks(&[("member_block_within", "next <= until")]);

/// A request to join or to transfer. `answers` (sealed JSON) is what the person wrote; `union_id` decides.
pub const APPLICATION_TABLE: Table = Table::by_root(
    "member_application",
    "person",
    &[
        id("person"),
        id("id"),
        text("kind"),
        id("union_id"),
        id("from_union").optional(),
        bytes("answers"),
        int("asked_at"),
        small("due_day"),
        text("state"),
        text("question"),
        text("reason"),
        id("decided_by").optional(),
        int("decided_at").optional(),
        id("entered_by").optional(),
        flag("escalated"),
    ],
    &["person", "id"],
)
.indexes(&[&["union_id", "state", "due_day"]])
.references(&[PERSON])
.checks(&[
    ("member_application_kind", "kind IN ('join', 'transfer')"),
    ("member_application_state", "state IN ('asked', 'returned', 'approved', 'refused', 'withdrawn')"),
]);

/// That an application to join was handed on by a union it was not meant for, and why.
pub const SENDING_TABLE: Table = Table::by_root(
    "member_sending",
    "person",
    &[id("person"), id("id"), id("application"), id("from_union"), id("to_union"), text("reason"), id("sent_by"), int("sent_at")],
    &["person", "id"],
)
.references(&[Reference { columns: &["person", "application"], table: "member_application", keys: &["person", "id"] }]);

/// One-time codes on their way: the newest for a number counts. `tries` is what makes guessing hopeless, so it is here.
pub const CODE_TABLE: Table = Table::by_root(
    "member_code",
    "hash",
    &[bytes("hash"), id("id"), bytes("code"), int("sent_at"), int("ends_at"), small("tries"), text("purpose")],
    &["hash", "id"],
)
.indexes(&[&["ends_at"]]);

/// Separate consent for each kind of sensitive data (PIPL, article 29), and its withdrawal.
pub const CONSENT_TABLE: Table = Table::by_root(
    "member_consent",
    "person",
    &[id("person"), id("id"), text("what"), int("given_at"), int("withdrawn_at").optional()],
    &["person", "id"],
)
.references(&[PERSON]);

/// A list of members being imported: staged in chunks, invisible until the one row says so. `done` counts the rows read into
/// the house while it is checking, those written while it is writing, those not yet taken back after that. `touched_at` is
/// the last sign of life: a list whose check has stopped is dropped.
pub const IMPORT_TABLE: Table = Table::by_root(
    "member_import",
    "import",
    &[
        id("import"),
        id("union_id"),
        text("file_name"),
        text("state"),
        int("rows"),
        int("done"),
        int("problems"),
        id("started_by").optional(),
        int("started_at"),
        int("touched_at"),
        text("words"),
    ],
    &["import"],
)
.indexes(&[&["union_id", "started_at"]])
.checks(&[("member_import_state", "state IN ('checking', 'checked', 'writing', 'done', 'failed', 'dropped')")]);

/// The rows of an import, as read and sealed, each with what is wrong with it (`key` or `key:row`, space-separated). They go
/// as soon as the import is done.
pub const IMPORT_ROW_TABLE: Table = Table::by_root(
    "member_import_row",
    "import",
    &[id("import"), int("row"), bytes("cells"), text("problems")],
    &["import", "row"],
)
.references(&[Reference { columns: &["import"], table: "member_import", keys: &["import"] }]);

/// A talk with a member who neither pays nor comes; six months later the membership may be ended as lapsed.
pub const TALK_TABLE: Table = Table::by_root(
    "member_talk",
    "person",
    &[id("person"), id("id"), small("day"), id("recorded_by").optional(), int("recorded_at")],
    &["person", "id"],
)
.references(&[PERSON]);

/// An honour a person holds: `title` and `level` by the table of [`crate::rules::honour`], `number` that of the document.
/// `union_id` recorded it. What was entered by mistake is taken back with a reason and stays readable.
pub const HONOUR_TABLE: Table = Table::by_root(
    "member_honour",
    "person",
    &[
        id("person"),
        id("id"),
        text("title"),
        text("level"),
        small("year"),
        text("number"),
        id("union_id"),
        id("recorded_by").optional(),
        int("recorded_at"),
        text("reason"),
        id("withdrawn_by").optional(),
        int("withdrawn_at").optional(),
    ],
    &["person", "id"],
)
.references(&[PERSON])
.checks(&[("member_honour_level", "level IN ('national', 'province', 'city', 'county', 'unit')")]);

/// How many cards somebody has looked at for a union on a day. Whose cards they were is written nowhere.
pub const CARD_CHECK_TABLE: Table = Table::by_root(
    "member_card_check",
    "union_id",
    &[id("union_id"), small("day"), id("clerk"), small("checked"), small("valid"), bytes("last_code")],
    &["union_id", "day", "clerk"],
);

pub const TABLES: &[&Table] = &[
    &TALK_TABLE,
    &HONOUR_TABLE,
    &CARD_CHECK_TABLE,
    &SENDING_TABLE,
    &PERSON_TABLE,
    &PHONE_TABLE,
    &ID_NUMBER_TABLE,
    &SPELL_TABLE,
    &BLOCK_TABLE,
    &APPLICATION_TABLE,
    &CODE_TABLE,
    &CONSENT_TABLE,
    &IMPORT_TABLE,
    &IMPORT_ROW_TABLE,
];

pub const MIGRATIONS: &[Migration] = &[
    FIRST,
    Migration { name: "membership 0002", steps: &[Step::Create(&SENDING_TABLE)] },
    Migration { name: "membership 0003", steps: &[Step::Create(&HONOUR_TABLE)] },
];

const FIRST: Migration = Migration {
    name: "membership 0001",
    steps: &[
        Step::Create(&PERSON_TABLE),
        Step::Create(&PHONE_TABLE),
        Step::Create(&ID_NUMBER_TABLE),
        Step::Create(&SPELL_TABLE),
        Step::Create(&BLOCK_TABLE),
        Step::Create(&APPLICATION_TABLE),
        Step::Create(&CODE_TABLE),
        Step::Create(&CONSENT_TABLE),
        Step::Create(&TALK_TABLE),
        Step::Create(&CARD_CHECK_TABLE),
        Step::Create(&IMPORT_TABLE),
        Step::Create(&IMPORT_ROW_TABLE),
    ],
};
