//! The tables of the room. A session and all that hangs on it live with the session's id, which the device that logs it
//! chooses, so that a form sent twice, or days late from a pocket without network, is one session.

pub mod feedback;
pub mod reminder;
pub mod route;
pub mod study;

use store::schema::{Reference, Table, id, int, small, text};
use store::{Migration, Step};

const SESSION: Reference = Reference { columns: &["session_id"], table: "act_session", keys: &["id"] };

/// A programme (品牌): a name under which a union and those below it hold sessions of any kind.
pub const PROGRAMME_TABLE: Table = Table::everywhere(
    "act_programme",
    &[
        id("id"),
        id("union_id"),
        text("title"),
        text("kind"),
        small("from_day"),
        small("until_day"),
        id("recorded_by").optional(),
        int("recorded_at"),
    ],
    &["id"],
)
.uniques(&[&["union_id", "title"]])
.checks(&[("act_programme_not_empty", "until_day > from_day")]);

/// How a programme stood after each change of it: `what` is begun, worded, ended or resumed. The newest row says what the programme is
/// (`summary`), and why it ended; `n` is the programme's revision.
pub const PROGRAMME_CHANGE_TABLE: Table = Table::everywhere(
    "act_programme_change",
    &[
        id("programme_id"),
        small("n"),
        text("what"),
        text("title_before"),
        text("title"),
        text("summary"),
        small("until_day"),
        text("reason"),
        id("changed_by").optional(),
        int("changed_at"),
    ],
    &["programme_id", "n"],
)
.references(&[Reference { columns: &["programme_id"], table: "act_programme", keys: &["id"] }])
.checks(&[("act_programme_change_what", "what IN ('begun', 'worded', 'ended', 'resumed')")]);

/// A session that was held. `union_id` is the one counting host. `place_key` is the place as it is compared with others.
/// `named` and `by_head` stand apart and are never added by the schema. `revision` rises with every correction.
pub const SESSION_TABLE: Table = Table::by_root(
    "act_session",
    "id",
    &[
        id("id"),
        id("union_id"),
        text("title"),
        text("kind"),
        text("setting"),
        small("day"),
        int("begins_at"),
        small("minutes"),
        text("place"),
        text("place_key"),
        id("venue").optional(),
        id("leader").optional(),
        id("programme").optional(),
        int("named"),
        int("by_head"),
        text("state"),
        small("revision"),
        id("logged_by").optional(),
        id("on_behalf").optional(),
        int("recorded_at"),
    ],
    &["id"],
)
.indexes(&[&["union_id", "day"], &["day", "kind"], &["logged_by", "day"]])
.checks(&[
    ("act_session_state", "state IN ('logged', 'retracted')"),
    ("act_session_minutes", "minutes BETWEEN 1 AND 1440"),
    ("act_session_counts", "named >= 0 AND by_head >= 0"),
]);

/// Who came, by name: the person's id, the ordinal that facts hold, and the union that held the membership on that day.
/// `how`: ticked, sheet, scan.
pub const ATTENDANCE_TABLE: Table = Table::by_root(
    "act_attendance",
    "session_id",
    &[id("session_id"), int("ordinal"), id("person"), id("home").optional(), text("how")],
    &["session_id", "ordinal"],
)
.indexes(&[&["person"]])
.references(&[SESSION]);

/// Who held it together with the host: a union, or an outside body by its name.
pub const COHOST_TABLE: Table = Table::by_root(
    "act_cohost",
    "session_id",
    &[id("session_id"), small("n"), id("union_id").optional(), text("name")],
    &["session_id", "n"],
)
.uniques(&[&["session_id", "union_id"]])
.indexes(&[&["union_id"]])
.references(&[SESSION])
.checks(&[("act_cohost_is_named", "union_id IS NOT NULL OR name <> ''")]);

/// What was changed after logging: `what` is corrected, entered, joined or retracted; figures before and after, and why.
pub const CHANGE_TABLE: Table = Table::by_root(
    "act_change",
    "session_id",
    &[
        id("session_id"),
        id("id"),
        text("what"),
        text("reason"),
        int("named_before"),
        int("named_after"),
        int("by_head_before"),
        int("by_head_after"),
        text("fields"),
        id("changed_by").optional(),
        int("changed_at"),
    ],
    &["session_id", "id"],
)
.references(&[SESSION])
.checks(&[("act_change_what", "what IN ('corrected', 'entered', 'joined', 'retracted')")]);

const ACTIVITY: Reference = Reference { columns: &["activity_id"], table: "act_activity", keys: &["id"] };

/// An activity announced for people to come to. `audience` is whom it is for: `subtree` (members of the host and of the unions
/// below it) or `members` (of any union). `allotment` holds its places where one signs up. `last_at` is when its last meeting
/// ends. `reason` says why it was called off. `revision` rises with every change of it or of a meeting.
pub const ACTIVITY_TABLE: Table = Table::by_root(
    "act_activity",
    "id",
    &[
        id("id"),
        id("union_id"),
        id("programme").optional(),
        text("kind"),
        text("setting"),
        text("title"),
        text("summary"),
        text("place"),
        id("venue").optional(),
        text("audience"),
        id("allotment").optional(),
        int("last_at"),
        text("state"),
        text("reason"),
        small("revision"),
        id("recorded_by").optional(),
        int("recorded_at"),
    ],
    &["id"],
)
.indexes(&[&["union_id", "last_at"]])
.checks(&[
    ("act_activity_state", "state IN ('announced', 'cancelled')"),
    ("act_activity_audience", "audience IN ('subtree', 'members')"),
]);

/// One time of an announced activity. `id` is what the agenda knows it by. `session` is the session it became, once it was held.
pub const MEETING_TABLE: Table = Table::by_root(
    "act_meeting",
    "activity_id",
    &[
        id("activity_id"),
        small("n"),
        id("id"),
        int("begins_at"),
        small("minutes"),
        text("place"),
        id("session").optional(),
        text("state"),
    ],
    &["activity_id", "n"],
)
.uniques(&[&["activity_id", "id"]])
.references(&[ACTIVITY])
.checks(&[
    ("act_meeting_state", "state IN ('planned', 'held', 'cancelled')"),
    ("act_meeting_minutes", "minutes BETWEEN 1 AND 1440"),
    ("act_meeting_held", "(state = 'held') = (session IS NOT NULL)"),
]);

/// The room of a venue that was booked for a meeting, by the meeting's id.
pub const BOOKING_TABLE: Table = Table::by_root(
    "act_booking",
    "activity_id",
    &[id("activity_id"), id("meeting"), id("venue"), id("space"), id("booking")],
    &["activity_id", "meeting"],
)
.references(&[ACTIVITY]);

const SEASON: Reference = Reference { columns: &["season_id"], table: "act_season", keys: &["id"] };

/// Several activities announced together. `claim_most` is how many of them one person may have; 0 for any number.
pub const SEASON_TABLE: Table = Table::by_root(
    "act_season",
    "id",
    &[
        id("id"),
        id("union_id"),
        id("programme").optional(),
        text("title"),
        small("claim_most"),
        id("recorded_by").optional(),
        int("recorded_at"),
    ],
    &["id"],
)
.indexes(&[&["union_id"]])
.checks(&[("act_season_claim", "claim_most >= 0")]);

/// An activity of a season: its line in the table, whose course it is as everybody may read it, and in which batch one signs up.
pub const COURSE_TABLE: Table = Table::by_root(
    "act_course",
    "season_id",
    &[id("season_id"), small("n"), id("activity_id"), text("teacher"), small("batch")],
    &["season_id", "n"],
)
.uniques(&[&["season_id", "activity_id"]])
.indexes(&[&["activity_id"]])
.references(&[SEASON])
.checks(&[("act_course_batch", "batch IN (1, 2)")]);

pub const TABLES: &[&Table] = &[
    &PROGRAMME_TABLE,
    &PROGRAMME_CHANGE_TABLE,
    &SESSION_TABLE,
    &ATTENDANCE_TABLE,
    &COHOST_TABLE,
    &CHANGE_TABLE,
    &ACTIVITY_TABLE,
    &MEETING_TABLE,
    &BOOKING_TABLE,
    &SEASON_TABLE,
    &COURSE_TABLE,
    &study::STUDY_TABLE,
    &study::STUDY_ITEM_TABLE,
    &study::PRESENTER_TABLE,
    &study::MATERIAL_TABLE,
    &study::EXPECTED_TABLE,
    &study::MINUTES_TABLE,
    &study::MINUTES_TEXT_TABLE,
    &study::MINUTES_PAPER_TABLE,
    &study::MINUTES_PERSON_TABLE,
    &study::PLAN_TABLE,
    &study::PLAN_TOPIC_TABLE,
    &feedback::ANSWER_TABLE,
    &feedback::ANSWERED_TABLE,
    &route::ROUTE_TABLE,
    &route::STOP_TABLE,
    &route::OUTING_TABLE,
    &route::WALK_TABLE,
    &reminder::REMINDER_TABLE,
    &reminder::MEETING_OFF_TABLE,
    &reminder::ARRANGED_TABLE,
];

pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "activities 0001",
        steps: &[
            Step::Create(&PROGRAMME_TABLE),
            Step::Create(&SESSION_TABLE),
            Step::Create(&ATTENDANCE_TABLE),
            Step::Create(&COHOST_TABLE),
            Step::Create(&CHANGE_TABLE),
        ],
    },
    Migration { name: "activities 0002", steps: &[Step::Create(&ACTIVITY_TABLE), Step::Create(&MEETING_TABLE)] },
    Migration {
        name: "activities 0003",
        steps: &[
            Step::Create(&study::STUDY_TABLE),
            Step::Create(&study::STUDY_ITEM_TABLE),
            Step::Create(&study::PRESENTER_TABLE),
            Step::Create(&study::MATERIAL_TABLE),
            Step::Create(&study::MINUTES_TABLE),
            Step::Create(&study::MINUTES_TEXT_TABLE),
            Step::Create(&study::PLAN_TABLE),
            Step::Create(&study::PLAN_TOPIC_TABLE),
            Step::Create(&feedback::ANSWER_TABLE),
            Step::Create(&feedback::ANSWERED_TABLE),
            Step::Create(&route::ROUTE_TABLE),
            Step::Create(&route::STOP_TABLE),
            Step::Create(&route::OUTING_TABLE),
            Step::Create(&route::WALK_TABLE),
            Step::Create(&reminder::REMINDER_TABLE),
            Step::Create(&reminder::MEETING_OFF_TABLE),
            Step::Sql("CREATE INDEX act_meeting_session_index ON act_meeting (session)"),
        ],
    },
    Migration {
        name: "activities 0004",
        steps: &[Step::Create(&BOOKING_TABLE), Step::Create(&SEASON_TABLE), Step::Create(&COURSE_TABLE)],
    },
    Migration { name: "activities 0006", steps: &[Step::Create(&reminder::ARRANGED_TABLE)] },
    Migration {
        name: "activities 0007",
        steps: &[Step::Sql("CREATE INDEX act_activity_programme_index ON act_activity (programme, last_at)")],
    },
    Migration { name: "activities 0008", steps: &[Step::Create(&PROGRAMME_CHANGE_TABLE)] },
    Migration { name: "activities 0009", steps: &[Step::Create(&study::EXPECTED_TABLE)] },
    Migration {
        name: "activities 0010",
        steps: &[Step::Create(&study::MINUTES_PAPER_TABLE), Step::Create(&study::MINUTES_PERSON_TABLE)],
    },
];
