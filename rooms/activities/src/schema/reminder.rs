//! Who asked to be reminded, activities whose meetings are known to desk and reminders, and meetings that were called off by
//! themselves.

use store::schema::{Reference, Table, id, int, small, text};

const ACTIVITY: Reference = Reference { columns: &["activity_id"], table: "act_activity", keys: &["id"] };

pub const REMINDER_TABLE: Table =
    Table::by_root("act_reminder", "activity_id", &[id("activity_id"), id("person")], &["activity_id", "person"])
        .references(&[ACTIVITY]);

/// Why one meeting of a series was called off, by whom and when.
pub const MEETING_OFF_TABLE: Table = Table::by_root(
    "act_meeting_off",
    "activity_id",
    &[id("activity_id"), small("n"), text("reason"), id("called_off_by").optional(), int("called_off_at")],
    &["activity_id", "n"],
)
.references(&[Reference { columns: &["activity_id", "n"], table: "act_meeting", keys: &["activity_id", "n"] }]);

/// An activity whose meetings the desk knows as occasions, with a reminder of each. One announced by a release that knew neither is
/// not here until it has been made up for.
pub const ARRANGED_TABLE: Table =
    Table::by_root("act_arranged", "activity_id", &[id("activity_id"), int("at")], &["activity_id"]).references(&[ACTIVITY]);
