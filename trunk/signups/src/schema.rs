//! The tables of the desk. An allotment and everything asked of it live with the allotment's id; what one person may have
//! over several allotments lives with the person.

pub mod answers;
pub mod money;
pub mod seals;

use store::schema::{Reference, Table, bytes, id, int, small, text};
use store::{Migration, Step};

pub(crate) const ALLOTMENT: Reference = Reference { columns: &["allotment_id"], table: "desk_allotment", keys: &["id"] };
pub(crate) const ENTRY: Reference =
    Reference { columns: &["allotment_id", "number"], table: "desk_entry", keys: &["allotment_id", "number"] };

/// Places that can be had. `room` and `subject` say for what; `title` and `href` are what everybody may read of it. `taken`
/// counts heads with a place or an offer, `waiting` people on the list, `last` the last queue number given. `account` pays
/// `subsidy` fen a head. `claim`, `claim_period` and `claim_most` bind it to others: so many heads a person in the period.
/// `waits`: people the waiting list takes, 0 for none. `offer_minutes`: how long a place that came free is offered, 0 when it
/// is given at once. `pay_minutes`: how long a place waits for its price, 0 when nothing is due beforehand.
pub const ALLOTMENT_TABLE: Table = Table::by_root(
    "desk_allotment",
    "id",
    &[
        id("id"),
        id("union_id"),
        text("room"),
        id("subject"),
        text("title"),
        text("href"),
        text("policy"),
        text("sharing"),
        text("filling"),
        int("places"),
        int("taken"),
        int("waiting"),
        int("last"),
        int("opens_at"),
        int("closes_at"),
        int("withdraw_until"),
        text("who"),
        small("heads_most"),
        int("price"),
        int("subsidy"),
        id("account").optional(),
        id("claim").optional(),
        text("claim_period"),
        small("claim_most"),
        int("waits"),
        int("offer_minutes"),
        int("pay_minutes"),
        text("state"),
        int("full_at").optional(),
        int("full_number").optional(),
        small("revision"),
        id("opened_by").optional(),
        int("recorded_at"),
    ],
    &["id"],
)
.indexes(&[&["union_id", "opens_at"], &["subject"], &["state", "closes_at"]])
.checks(&[
    ("desk_allotment_never_oversold", "taken BETWEEN 0 AND places"),
    ("desk_allotment_counts", "waiting >= 0 AND last >= 0 AND waits >= 0 AND heads_most > 0"),
    ("desk_allotment_times", "closes_at > opens_at"),
    ("desk_allotment_money", "price >= 0 AND subsidy BETWEEN 0 AND price"),
    ("desk_allotment_policy", "policy IN ('first', 'draw')"),
    ("desk_allotment_sharing", "sharing IN ('none', 'shares', 'caps')"),
    ("desk_allotment_filling", "filling IN ('strict', 'fit')"),
    ("desk_allotment_state", "state IN ('standing', 'drawn', 'cancelled')"),
]);

/// Places set apart for a group, or the most it may have: those of a union and below (`union`), or those who got none in an
/// earlier allotment (`missed`). `taken` counts heads of places so set apart or capped, `waiting` people.
pub const SHARE_TABLE: Table = Table::by_root(
    "desk_share",
    "allotment_id",
    &[id("allotment_id"), small("n"), text("kind"), id("whose"), int("most"), int("taken"), int("waiting")],
    &["allotment_id", "n"],
)
.uniques(&[&["allotment_id", "kind", "whose"]])
.references(&[ALLOTMENT])
.checks(&[
    ("desk_share_within", "taken BETWEEN 0 AND most AND waiting >= 0"),
    ("desk_share_kind", "kind IN ('union', 'missed')"),
]);

/// One who asked for a place and what came of it. `number` is the queue number. `turn` is 0 while the entry stands, and its
/// own number once it is over, so that a person has one that stands. `key` is chosen by the device: sent twice, entered once
/// (looked up among the person's own, while the allotment is held).
/// `answers` are what it was asked, sealed and in hexadecimal; empty where nothing was.
/// `share` is the group whose places it has or waits for, 0 for none; `pot` the one its place was taken from. `rank` orders
/// the waiting list. `until_at`: when an offer or a price falls due. `price` and `subsidy` in fen, for all heads together.
pub const ENTRY_TABLE: Table = Table::by_root(
    "desk_entry",
    "allotment_id",
    &[
        id("allotment_id"),
        int("number"),
        int("turn"),
        id("person"),
        int("ordinal"),
        id("home").optional(),
        id("key"),
        small("heads"),
        small("share"),
        small("pot"),
        text("state"),
        int("rank"),
        int("received_at"),
        int("decided_at"),
        int("until_at").optional(),
        text("pay"),
        int("price"),
        int("subsidy"),
        text("answers"),
        bytes("receipt").optional(),
    ],
    &["allotment_id", "number"],
)
// The person first, so that the one index people's own order scatters over serves both "my sign-ups" and the decision.
.uniques(&[&["person", "allotment_id", "turn"]])
.indexes(&[&["allotment_id", "state", "rank"]])
.references(&[ALLOTMENT])
.checks(&[
    (
        "desk_entry_state",
        "state IN ('entered', 'waiting', 'offered', 'placed', 'withdrawn', 'declined', 'expired', 'unplaced', 'cancelled')",
    ),
    ("desk_entry_pay", "pay IN ('none', 'due', 'paid', 'waived', 'refunded')"),
    ("desk_entry_turn", "turn = 0 OR turn = number"),
    ("desk_entry_heads", "heads > 0"),
])
.in_key_order();

/// What is asked of whoever signs up, as JSON of `engines/forms`; empty where nothing is asked any more. A version never changes:
/// every entry's answers name the one they were given to.
pub const FORM_TABLE: Table = Table::by_root(
    "desk_form",
    "allotment_id",
    &[id("allotment_id"), small("version"), text("form"), id("recorded_by").optional(), int("recorded_at")],
    &["allotment_id", "version"],
)
.references(&[ALLOTMENT])
.checks(&[("desk_form_version", "version > 0")]);

/// What happened to an entry after it was decided: the record from which "why not me" is answered.
pub const STEP_TABLE: Table = Table::by_root(
    "desk_step",
    "allotment_id",
    &[id("allotment_id"), int("number"), id("id"), text("what"), int("at"), int("place"), id("done_by").optional()],
    &["allotment_id", "number", "id"],
)
.references(&[ENTRY]);

/// What a person has of something that several allotments share: one a season, so many fen a year. In heads.
pub const CLAIM_TABLE: Table = Table::by_root(
    "desk_claim",
    "person",
    &[id("person"), id("claim"), text("period"), int("taken")],
    &["person", "claim", "period"],
)
.checks(&[("desk_claim_taken", "taken >= 0")])
.in_key_order();

/// A draw. At opening: `seed`, of which only `commitment` is shown until the draw is held, and the public number `named` that
/// falls at `falls_at`. At closing: `entries`, the list as JSON, with its hash `list`. At the draw: the public number's `value`
/// and the whole `record` as JSON.
pub const DRAW_TABLE: Table = Table::by_root(
    "desk_draw",
    "allotment_id",
    &[
        id("allotment_id"),
        bytes("seed"),
        text("commitment"),
        text("named"),
        int("falls_at"),
        int("prepared_at"),
        int("frozen_at").optional(),
        int("entrants"),
        text("list").optional(),
        text("entries").optional(),
        text("value").optional(),
        text("record").optional(),
        int("held_at").optional(),
        id("held_by").optional(),
    ],
    &["allotment_id"],
)
.references(&[ALLOTMENT])
.checks(&[("desk_draw_entrants", "entrants >= 0")]);

/// When and where whoever has a place comes: one time or several. `id` is the room's own for it.
pub const OCCASION_TABLE: Table = Table::by_root(
    "desk_occasion",
    "allotment_id",
    &[id("allotment_id"), small("n"), id("id"), int("begins_at"), int("ends_at"), text("place"), text("state")],
    &["allotment_id", "n"],
)
.uniques(&[&["allotment_id", "id"]])
.indexes(&[&["begins_at"]])
.references(&[ALLOTMENT])
.checks(&[("desk_occasion_times", "ends_at > begins_at"), ("desk_occasion_state", "state IN ('planned', 'cancelled')")]);

/// Somebody came: `number` is the entry, `present` the heads of it that are really there, 0 when it was a mistake and taken
/// back. `at` is when he stood at the door, by the device where it was without network; `recorded_at` when the house heard of
/// it. `key` is made by the device, so that what is sent twice is once.
pub const CHECK_IN_TABLE: Table = Table::by_root(
    "desk_check_in",
    "allotment_id",
    &[
        id("allotment_id"),
        small("occasion"),
        int("number"),
        id("key"),
        small("heads"),
        small("present"),
        text("how"),
        int("at"),
        int("recorded_at"),
        id("done_by").optional(),
    ],
    &["allotment_id", "occasion", "number"],
)
.uniques(&[&["allotment_id", "key"]])
.references(&[ENTRY, Reference { columns: &["allotment_id", "occasion"], table: "desk_occasion", keys: &["allotment_id", "n"] }])
.checks(&[
    ("desk_check_in_within", "present BETWEEN 0 AND heads"),
    ("desk_check_in_how", "how IN ('scan', 'code', 'name', 'self', 'paper')"),
]);

pub const TABLES: &[&Table] = &[
    &ALLOTMENT_TABLE,
    &SHARE_TABLE,
    &ENTRY_TABLE,
    &STEP_TABLE,
    &CLAIM_TABLE,
    &money::ACCOUNT_TABLE,
    &DRAW_TABLE,
    &money::RECEIPT_TABLE,
    &money::WAIVER_TABLE,
    &money::TILL_TABLE,
    &money::MOVEMENT_TABLE,
    &OCCASION_TABLE,
    &CHECK_IN_TABLE,
    &seals::SEALING_TABLE,
    &seals::WITNESS_TABLE,
    &seals::LAPSE_TABLE,
    &seals::LOOK_TABLE,
    &FORM_TABLE,
    &answers::CONSENT_TABLE,
    &answers::SHEETS_TABLE,
];

pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "signups 0001",
        steps: &[
            Step::Create(&ALLOTMENT_TABLE),
            Step::Create(&SHARE_TABLE),
            Step::Create(&ENTRY_TABLE),
            Step::Create(&STEP_TABLE),
            Step::Create(&CLAIM_TABLE),
            Step::Create(&money::ACCOUNT_TABLE),
        ],
    },
    Migration { name: "signups 0002", steps: &[Step::Create(&DRAW_TABLE)] },
    Migration { name: "signups 0003", steps: &[Step::Create(&OCCASION_TABLE), Step::Create(&CHECK_IN_TABLE)] },
    Migration {
        name: "signups 0004",
        steps: &[
            Step::Create(&money::PAYMENT_TABLE),
            Step::Create(&money::WAIVER_TABLE),
            Step::Create(&money::TILL_TABLE),
            Step::Create(&money::MOVEMENT_TABLE),
            Step::Sql(
                "INSERT INTO desk_movement (account_id, id, what, fen, number, at) \
                 SELECT id, id, 'opened', amount, 0, recorded_at FROM desk_account",
            ),
        ],
    },
    Migration { name: "signups 0005", steps: &[Step::Create(&FORM_TABLE)] },
    Migration {
        name: "signups 0006",
        steps: &[
            Step::Create(&money::RECEIPT_TABLE),
            Step::Sql(
                "INSERT INTO desk_receipt (union_id, day, n, allotment_id, number, turn, person, ordinal, what, method, fen, \
                 reason, done_by, at) SELECT union_id, day, n, allotment_id, number, 0, person, ordinal, what, method, fen, '', \
                 done_by, at FROM desk_payment",
            ),
            Step::Sql("DROP TABLE desk_payment"),
        ],
    },
    seals::FIRST,
    answers::FIRST,
];
