//! What those who came say, and that they have said it: two tables that nothing joins.

use store::schema::{Reference, Table, id, text};

const ACTIVITY: Reference = Reference { columns: &["activity_id"], table: "act_activity", keys: &["id"] };

/// One sheet of answers, by nobody. `id` is pure chance and carries no instant; there is no time, no person, no request. All
/// sheets of an activity are written anew with each one that comes, so that they never lie in the order in which they came.
pub const ANSWER_TABLE: Table =
    Table::by_root("act_answer", "activity_id", &[id("activity_id"), id("id"), text("answers")], &["activity_id", "id"])
        .references(&[ACTIVITY]);

/// Who has used his one right to answer. Says nothing of when or what.
pub const ANSWERED_TABLE: Table =
    Table::by_root("act_answered", "activity_id", &[id("activity_id"), id("person")], &["activity_id", "person"])
        .references(&[ACTIVITY]);
