//! Study meetings: what a meeting or a session is about, who speaks, what is handed out, what was said; and a year's plan.

use store::schema::{Reference, Table, flag, id, int, small, text};

const STUDY: Reference = Reference { columns: &["study_id"], table: "act_study", keys: &["id"] };

/// The content of one meeting or session; its id is theirs, so it can be begun once. `plan` and `topic` say which topic of the
/// year it takes up. `chair` confirms the minutes. Everybody may read confirmed minutes where `is_public`.
pub const STUDY_TABLE: Table = Table::by_root(
    "act_study",
    "id",
    &[
        id("id"),
        id("union_id"),
        id("activity").optional(),
        id("plan").optional(),
        small("topic").optional(),
        id("chair").optional(),
        int("chair_ordinal").optional(),
        flag("is_public"),
        small("revision"),
        id("recorded_by").optional(),
        int("recorded_at"),
    ],
    &["id"],
)
.indexes(&[&["plan"], &["activity"]]);

/// The agenda, in order. `is_first` marks the first-agenda item (第一议题).
pub const STUDY_ITEM_TABLE: Table = Table::by_root(
    "act_study_item",
    "study_id",
    &[id("study_id"), small("n"), text("topic"), small("minutes"), text("who"), flag("is_first")],
    &["study_id", "n"],
)
.references(&[STUDY]);

/// Who speaks: somebody of the house by id, whose name stands with `membership` alone, or a guest by name and title.
pub const PRESENTER_TABLE: Table = Table::by_root(
    "act_presenter",
    "study_id",
    &[id("study_id"), small("n"), id("person").optional(), int("ordinal").optional(), text("name"), text("title")],
    &["study_id", "n"],
)
.references(&[STUDY])
.checks(&[("act_presenter_is_named", "person IS NOT NULL OR name <> ''")]);

/// What is handed out: a title, and where it is read.
pub const MATERIAL_TABLE: Table =
    Table::by_root("act_material", "study_id", &[id("study_id"), small("n"), text("title"), text("href")], &["study_id", "n"])
        .references(&[STUDY]);

/// Who belongs to the group that meets, and who of it is on leave. What it says of one meeting is never added up for a person.
pub const EXPECTED_TABLE: Table = Table::by_root(
    "act_expected",
    "study_id",
    &[id("study_id"), int("ordinal"), id("person"), flag("on_leave")],
    &["study_id", "ordinal"],
)
.indexes(&[&["person"]])
.references(&[STUDY]);

/// One version of the minutes. Once confirmed it is never written again: a correction is the next version, with its reason.
pub const MINUTES_TABLE: Table = Table::by_root(
    "act_minutes",
    "study_id",
    &[
        id("study_id"),
        small("version"),
        text("reason"),
        id("written_by").optional(),
        int("written_at"),
        id("confirmed_by").optional(),
        int("confirmed_at").optional(),
    ],
    &["study_id", "version"],
)
.references(&[STUDY])
.checks(&[("act_minutes_confirmed", "(confirmed_by IS NULL) = (confirmed_at IS NULL)")]);

const OF_MINUTES: Reference =
    Reference { columns: &["study_id", "version"], table: "act_minutes", keys: &["study_id", "version"] };

/// What was said to each item, under the words the item had then; number 0 is what belongs to none.
pub const MINUTES_TEXT_TABLE: Table = Table::by_root(
    "act_minutes_text",
    "study_id",
    &[id("study_id"), small("version"), small("n"), text("topic"), text("words")],
    &["study_id", "version", "n"],
)
.references(&[OF_MINUTES]);

/// What stands above the words of a confirmed version, as it was when the chair confirmed it: leave noted later, or a session
/// corrected, changes no paper that was signed.
pub const MINUTES_PAPER_TABLE: Table = Table::by_root(
    "act_minutes_paper",
    "study_id",
    &[id("study_id"), small("version"), int("begins_at"), text("place"), text("topic"), int("named"), int("by_head")],
    &["study_id", "version"],
)
.references(&[OF_MINUTES]);

/// Who stands on such a paper, and as what: somebody of the house by ordinal alone, so that whoever is deleted loses the name here
/// too; a guest who spoke by name and title.
pub const MINUTES_PERSON_TABLE: Table = Table::by_root(
    "act_minutes_person",
    "study_id",
    &[id("study_id"), small("version"), small("n"), text("stood_as"), int("ordinal").optional(), text("name"), text("title")],
    &["study_id", "version", "n"],
)
.references(&[OF_MINUTES])
.checks(&[
    ("act_minutes_person_stood_as", "stood_as IN ('chair', 'speaker', 'there', 'leave', 'missing', 'besides')"),
    ("act_minutes_person_is_named", "ordinal IS NOT NULL OR name <> ''"),
]);

/// A leading group's year: how many topics it wants to study.
pub const PLAN_TABLE: Table = Table::everywhere(
    "act_plan",
    &[id("id"), id("union_id"), small("year"), text("title"), small("wanted"), id("recorded_by").optional(), int("recorded_at")],
    &["id"],
)
.uniques(&[&["union_id", "year", "title"]]);

pub const PLAN_TOPIC_TABLE: Table =
    Table::everywhere("act_plan_topic", &[id("plan_id"), small("n"), text("title")], &["plan_id", "n"])
        .references(&[Reference { columns: &["plan_id"], table: "act_plan", keys: &["id"] }]);
