//! The tables of this room. What hangs on a merchant lives with the merchant; what was redeemed lives with the allotment of the
//! benefit, as its entries do.

use store::schema::{Reference, Table, bytes, id, int, small, text};
use store::{Migration, Step};

const MERCHANT: Reference = Reference { columns: &["merchant_id"], table: "ben_merchant", keys: &["id"] };

/// A shop a union has an agreement with. `area` is where it is looked for, `place` the address, `contact` for the union alone.
pub const MERCHANT_TABLE: Table = Table::by_root(
    "ben_merchant",
    "id",
    &[
        id("id"),
        id("union_id"),
        text("name"),
        text("credit_code"),
        text("kind"),
        text("area"),
        text("place"),
        text("contact"),
        id("recorded_by").optional(),
        int("recorded_at"),
    ],
    &["id"],
)
.indexes(&[&["union_id"]]);

/// A link for a clerk's phone: `label` says which phone, `hash` proves the link.
pub const CLERK_TABLE: Table = Table::by_root(
    "ben_clerk",
    "merchant_id",
    &[
        id("merchant_id"),
        id("id"),
        text("label"),
        bytes("hash"),
        int("expires_at"),
        id("made_by").optional(),
        int("made_at"),
        int("revoked_at").optional(),
        id("revoked_by").optional(),
    ],
    &["merchant_id", "id"],
)
.indexes(&[&["hash"]])
.references(&[MERCHANT]);

/// Something members get at merchants. `value` is what it costs others, `price` what a member pays, `subsidy` what the account
/// pays the merchant, all in fen. `uses`: how often one voucher is redeemed. `lapsed_at`: when unused subsidies were freed.
pub const BENEFIT_TABLE: Table = Table::by_root(
    "ben_benefit",
    "id",
    &[
        id("id"),
        id("union_id"),
        id("allotment_id"),
        text("kind"),
        text("title"),
        text("summary"),
        int("value"),
        int("price"),
        int("subsidy"),
        id("account").optional(),
        small("uses"),
        int("valid_from"),
        int("valid_until"),
        int("closes_at"),
        text("state"),
        int("lapsed_at").optional(),
        id("recorded_by").optional(),
        int("recorded_at"),
    ],
    &["id"],
)
.indexes(&[&["union_id"], &["allotment_id"], &["closes_at"]])
.checks(&[
    ("ben_benefit_money", "price >= 0 AND subsidy >= 0 AND price + subsidy <= value"),
    ("ben_benefit_uses", "uses > 0 AND valid_until > valid_from"),
    ("ben_benefit_state", "state IN ('open', 'cancelled')"),
]);

/// Where it is redeemed.
pub const PLACE_TABLE: Table =
    Table::by_root("ben_place", "benefit_id", &[id("benefit_id"), id("merchant_id")], &["benefit_id", "merchant_id"])
        .indexes(&[&["merchant_id"]])
        .references(&[Reference { columns: &["benefit_id"], table: "ben_benefit", keys: &["id"] }]);

/// A voucher redeemed: entry `number` for the `n`th time. `value`, `paid` (by the member at the merchant) and `owed` (by the union)
/// in fen; `spent` what of it left the account. `fact` and `given` are its facts in the ledger. `statement` is the number of the
/// merchant's statement it was settled with.
pub const REDEMPTION_TABLE: Table = Table::by_root(
    "ben_redemption",
    "allotment_id",
    &[
        id("allotment_id"),
        int("number"),
        int("n"),
        id("benefit_id"),
        id("merchant_id"),
        id("clerk").optional(),
        text("code"),
        int("value"),
        int("paid"),
        int("owed"),
        int("spent"),
        id("fact"),
        id("given").optional(),
        small("day"),
        int("at"),
        small("statement").optional(),
        int("undone_at").optional(),
        id("undone_by").optional(),
        text("undone_why"),
    ],
    &["allotment_id", "number", "n"],
)
.indexes(&[&["merchant_id", "day"], &["merchant_id", "statement"]])
.checks(&[("ben_redemption_money", "paid >= 0 AND owed >= 0 AND spent >= 0")]);

/// A standing discount for whoever shows a valid card.
pub const OFFER_TABLE: Table = Table::by_root(
    "ben_offer",
    "merchant_id",
    &[
        id("merchant_id"),
        id("id"),
        text("title"),
        text("terms"),
        small("until_day"),
        int("ended_at").optional(),
        id("recorded_by").optional(),
        int("recorded_at"),
    ],
    &["merchant_id", "id"],
)
.references(&[MERCHANT]);

/// A card shown for a discount: that it was, and never by whom.
pub const CARD_USE_TABLE: Table = Table::by_root(
    "ben_card_use",
    "merchant_id",
    &[
        id("merchant_id"),
        id("id"),
        id("offer_id"),
        id("clerk").optional(),
        small("day"),
        int("at"),
        small("statement").optional(),
    ],
    &["merchant_id", "id"],
)
.indexes(&[&["merchant_id", "day"]])
.references(&[MERCHANT]);

/// What a union and a merchant settled for a span of days, `until_day` among them. Sums in fen.
pub const STATEMENT_TABLE: Table = Table::by_root(
    "ben_statement",
    "merchant_id",
    &[
        id("merchant_id"),
        small("n"),
        small("from_day"),
        small("until_day"),
        int("redemptions"),
        int("value"),
        int("paid"),
        int("owed"),
        int("card_uses"),
        id("settled_by").optional(),
        int("settled_at"),
    ],
    &["merchant_id", "n"],
)
.references(&[MERCHANT]);

/// A redemption that was taken back after it was settled with the statement `corrects`: its sums come off what is settled next, as
/// `statement`. Names the redemption by its key.
pub const CORRECTION_TABLE: Table = Table::by_root(
    "ben_correction",
    "merchant_id",
    &[
        id("merchant_id"),
        id("allotment_id"),
        int("number"),
        int("n"),
        id("benefit_id"),
        small("corrects"),
        text("code"),
        int("value"),
        int("paid"),
        int("owed"),
        small("day"),
        int("at"),
        small("statement").optional(),
    ],
    &["merchant_id", "allotment_id", "number", "n"],
)
.indexes(&[&["merchant_id", "statement"]])
.references(&[MERCHANT])
.checks(&[("ben_correction_money", "paid >= 0 AND owed >= 0")]);

pub const TABLES: &[&Table] = &[
    &MERCHANT_TABLE,
    &CLERK_TABLE,
    &BENEFIT_TABLE,
    &PLACE_TABLE,
    &REDEMPTION_TABLE,
    &OFFER_TABLE,
    &CARD_USE_TABLE,
    &STATEMENT_TABLE,
    &CORRECTION_TABLE,
];

pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "benefits 0001",
        steps: &[
            Step::Create(&MERCHANT_TABLE),
            Step::Create(&CLERK_TABLE),
            Step::Create(&BENEFIT_TABLE),
            Step::Create(&PLACE_TABLE),
            Step::Create(&REDEMPTION_TABLE),
            Step::Create(&OFFER_TABLE),
            Step::Create(&CARD_USE_TABLE),
            Step::Create(&STATEMENT_TABLE),
        ],
    },
    Migration { name: "benefits 0002", steps: &[Step::Create(&CORRECTION_TABLE)] },
];
