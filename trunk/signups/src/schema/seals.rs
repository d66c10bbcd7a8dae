//! Draws decided by what people sealed, and what auditors opened of entries.

use store::schema::{Table, bytes, id, int, small, text};
use store::{Migration, Step};

use super::{ALLOTMENT, ENTRY};

/// A draw decided by sealed seeds and not by a public number: until when witnesses seal, and until when they open. `round` is 1,
/// and one more each time the draw had to be prepared anew.
pub const SEALING_TABLE: Table = Table::by_root(
    "desk_sealing",
    "allotment_id",
    &[id("allotment_id"), small("round"), int("seal_until"), int("open_until")],
    &["allotment_id"],
)
.references(&[ALLOTMENT])
.checks(&[("desk_sealing_times", "open_until > seal_until AND round > 0")]);

/// One who was asked to seal a seed, in which `capacity`, and what he did: refused, or sealed, and opened. The words he keeps are
/// nowhere in the house; `seed` is what they came to, shown once the draw has been held. `is_named`: he agreed that his name
/// stands on the public page, which reads it from the register; the record knows the capacity only.
pub const WITNESS_TABLE: Table = Table::by_root(
    "desk_witness",
    "allotment_id",
    &[
        id("allotment_id"),
        small("round"),
        small("n"),
        id("person"),
        text("capacity"),
        small("is_named"),
        id("asked_by").optional(),
        int("asked_at"),
        int("refused_at").optional(),
        text("commitment").optional(),
        int("sealed_at").optional(),
        bytes("seed").optional(),
        int("opened_at").optional(),
    ],
    &["allotment_id", "round", "n"],
)
.uniques(&[&["allotment_id", "round", "person"]])
.references(&[ALLOTMENT])
.checks(&[
    ("desk_witness_sealed", "(commitment IS NULL) = (sealed_at IS NULL)"),
    ("desk_witness_opened", "(seed IS NULL) = (opened_at IS NULL) AND (seed IS NULL OR commitment IS NOT NULL)"),
    ("desk_witness_named", "is_named IN (0, 1)"),
]);

/// A draw that could not be held because too few sealed (`seals`) or opened (`openings`), as it stood when it was prepared anew.
pub const LAPSE_TABLE: Table = Table::by_root(
    "desk_draw_lapse",
    "allotment_id",
    &[
        id("allotment_id"),
        small("round"),
        text("why"),
        text("commitment"),
        int("seal_until"),
        int("open_until"),
        small("sealed"),
        small("opened"),
        int("prepared_at"),
        int("lapsed_at"),
        id("done_by").optional(),
    ],
    &["allotment_id", "round"],
)
.references(&[ALLOTMENT])
.checks(&[("desk_draw_lapse_why", "why IN ('seals', 'openings')")]);

/// An auditor opened who stands behind an entry, and why; never changed. The person sees it.
pub const LOOK_TABLE: Table = Table::by_root(
    "desk_look",
    "allotment_id",
    &[id("allotment_id"), id("id"), int("number"), id("person"), text("reason"), id("done_by"), id("at_union"), int("at")],
    &["allotment_id", "id"],
)
.indexes(&[&["person"], &["allotment_id", "number"]])
.references(&[ENTRY]);

pub(crate) const FIRST: Migration = Migration {
    name: "signups seals 0001",
    steps: &[Step::Create(&SEALING_TABLE), Step::Create(&WITNESS_TABLE), Step::Create(&LAPSE_TABLE), Step::Create(&LOOK_TABLE)],
};
