//! What becomes of answers besides being given: consents to tell of one's health, and that they were deleted.

use store::schema::{Table, id, int};
use store::{Migration, Step};

use super::{ALLOTMENT, ENTRY};

/// Somebody consented, apart from signing up, that what he answers about health is used for what he signs up to; `withdrawn_at`: he
/// took that back, and those answers went. Stays when the answers are deleted: it is why they were kept.
pub const CONSENT_TABLE: Table = Table::by_root(
    "desk_health_consent",
    "allotment_id",
    &[id("allotment_id"), int("number"), int("given_at"), int("withdrawn_at").optional()],
    &["allotment_id", "number", "given_at"],
)
.references(&[ENTRY])
.checks(&[("desk_health_consent_times", "withdrawn_at IS NULL OR withdrawn_at >= given_at")]);

/// The answers of an allotment together. `turn` rises with each change of them that no counter of the allotment shows: one
/// corrected, one whose entry ended, one that was forgotten. `forgotten_at`: all were deleted, the time they were needed being over.
pub const SHEETS_TABLE: Table = Table::by_root(
    "desk_sheets",
    "allotment_id",
    &[id("allotment_id"), int("turn"), int("forgotten_at").optional()],
    &["allotment_id"],
)
.references(&[ALLOTMENT]);

pub(crate) const FIRST: Migration =
    Migration { name: "signups answers 0001", steps: &[Step::Create(&CONSENT_TABLE), Step::Create(&SHEETS_TABLE)] };
