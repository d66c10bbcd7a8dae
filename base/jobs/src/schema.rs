//! The tables of what is still to be done. A row that is done is gone; what was done stands in the audit trail.

use store::schema::{Table, id, int, small, text};
use store::{Migration, Step};

/// What happened, until it is dealt out to the rooms that subscribed. `seq` is the order within the root.
pub const OUTBOX_TABLE: Table = Table::by_root(
    "outbox",
    "root",
    &[id("root"), id("id"), int("seq"), small("bucket"), text("kind"), text("payload"), int("at")],
    &["root", "id"],
)
.uniques(&[&["root", "seq"]])
.indexes(&[&["bucket", "root", "seq"]]);

/// What is to be done. `line` is whoever does it: the subscriber's name for an event, the kind itself for work put off. Within
/// a root and line the order is `turn, seq`: the events' own order, or the instants work was put off to.
pub const JOB_TABLE: Table = Table::by_root(
    "job",
    "root",
    &[
        id("root"),
        id("id"),
        int("seq"),
        small("bucket"),
        text("line"),
        text("kind"),
        text("key"),
        text("payload"),
        int("turn"),
        int("due_at"),
        int("retry_at"),
        small("tries"),
        text("error").optional(),
        int("parked_at").optional(),
    ],
    &["root", "id"],
)
.uniques(&[&["root", "kind", "line", "key"]])
.indexes(&[&["retry_at", "bucket"], &["root", "line", "turn", "seq"]]);

/// The last number handed out within a root: a sequence that two transactions on one root take in turn. Dropped when the root
/// has been quiet for a day.
pub const LINE_TABLE: Table =
    Table::by_root("job_line", "root", &[id("root"), int("last"), int("used_at")], &["root"]).indexes(&[&["used_at"]]);

/// Which worker does the work of a bucket, until when.
pub const BUCKET_TABLE: Table =
    Table::everywhere("job_bucket", &[small("bucket"), id("claimed_by"), int("claimed_until")], &["bucket"]);

/// When each schedule is due next.
pub const SCHEDULE_TABLE: Table = Table::everywhere("job_schedule", &[text("name"), int("next_at")], &["name"]);

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "jobs 0001",
    steps: &[
        Step::Create(&OUTBOX_TABLE),
        Step::Create(&JOB_TABLE),
        Step::Create(&LINE_TABLE),
        Step::Create(&BUCKET_TABLE),
        Step::Create(&SCHEDULE_TABLE),
    ],
}];

/// For the placement lint.
pub const TABLES: &[&Table] = &[&OUTBOX_TABLE, &JOB_TABLE, &LINE_TABLE, &BUCKET_TABLE, &SCHEDULE_TABLE];
