//! The tables: tasks with the union they belong to, notices and preferences with the person.

use store::schema::{Table, flag, id, int, small, text};
use store::{Migration, Step};

/// What waits at a union. `need` is a [`crate::To`]; `many` and `many_href` say how several of one kind are told as one;
/// `due_day` is `codes::Day::OPEN` where there is none; `received_day` begins a clock of working days; `watcher` is a union that
/// follows it, `about` the aggregate whose end
/// ends it. A task that was done or cancelled stays, closed, so that its key is not used twice.
pub const TASK_TABLE: Table = Table::by_root(
    "inbox_task",
    "union_id",
    &[
        id("union_id"),
        id("id"),
        text("key"),
        text("room"),
        text("kind"),
        text("title"),
        text("title_values"),
        text("many"),
        text("many_href"),
        text("href"),
        text("act"),
        text("need"),
        id("watcher").optional(),
        text("watch_need"),
        text("watch_href"),
        id("about").optional(),
        small("due_day"),
        int("due_at").optional(),
        small("received_day").optional(),
        flag("by_hand"),
        flag("open"),
        int("created_at"),
        int("done_at").optional(),
        id("done_by").optional(),
        int("cancelled_at").optional(),
    ],
    &["union_id", "id"],
)
.uniques(&[&["union_id", "key"]])
.indexes(&[
    &["union_id", "open", "due_day"],
    &["union_id", "open", "kind"],
    &["need", "open"],
    &["watcher", "open"],
    &["about", "open"],
])
.checks(&[("inbox_task_closed", "open = (done_at IS NULL AND cancelled_at IS NULL)")]);

/// What a person is told. `send_at` is the instant at which it also goes out by other channels, where it is put off.
pub const NOTICE_TABLE: Table = Table::by_root(
    "inbox_notice",
    "person",
    &[
        id("person"),
        id("id"),
        text("key"),
        text("room"),
        text("message"),
        text("message_values"),
        text("href"),
        flag("urgent"),
        int("created_at"),
        int("send_at").optional(),
        int("read_at").optional(),
    ],
    &["person", "id"],
)
.uniques(&[&["person", "key"]])
.indexes(&[&["person", "read_at"], &["person", "created_at"]]);

/// A room a person also wants to hear from by this channel.
pub const PREFERENCE_TABLE: Table =
    Table::by_root("inbox_preference", "person", &[id("person"), text("room"), text("channel")], &["person", "room", "channel"]);

/// When nothing may ring, by the house's clock, and whether a day's notices come together.
pub const HOURS_TABLE: Table = Table::by_root(
    "inbox_hours",
    "person",
    &[id("person"), small("quiet_from"), small("quiet_until"), flag("digest")],
    &["person"],
)
.checks(&[("inbox_hours_of_a_day", "quiet_from >= 0 AND quiet_from < 24 AND quiet_until >= 0 AND quiet_until < 24")]);

pub const TABLES: &[&Table] = &[&TASK_TABLE, &NOTICE_TABLE, &PREFERENCE_TABLE, &HOURS_TABLE];

pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "inbox 0001",
        steps: &[
            Step::Create(&TASK_TABLE),
            Step::Create(&NOTICE_TABLE),
            Step::Create(&PREFERENCE_TABLE),
            Step::Create(&HOURS_TABLE),
        ],
    },
    // Challenges and hand-outs told under the name of activities; whoever wanted to hear of those by telephone still does.
    Migration {
        name: "inbox 0002",
        steps: &[
            Step::Sql(
                "INSERT INTO inbox_preference (person, room, channel) \
                 SELECT person, 'challenges', channel FROM inbox_preference WHERE room = 'activities'",
            ),
            Step::Sql(
                "INSERT INTO inbox_preference (person, room, channel) \
                 SELECT person, 'drives', channel FROM inbox_preference WHERE room = 'activities'",
            ),
        ],
    },
];
