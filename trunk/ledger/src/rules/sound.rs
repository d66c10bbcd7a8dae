//! Whether a fact can be true at all.

use codes::Day;
use store::FieldFault;

use crate::fact::{Fact, Source, What};

/// More than this of anything in one fact is a slip of the pen.
pub const MOST: i64 = 1_000_000_000_000;
/// The longest key of a kind, setting or channel, in characters.
pub const LONGEST_KEY: usize = 64;
/// No union of this federation is older (中华全国总工会, 1 May 1925).
pub const FIRST_YEAR: i32 = 1925;

/// What is wrong with it; fields are named as in [`Fact`].
#[must_use]
pub fn faults(fact: &Fact) -> Vec<FieldFault> {
    let mut found = Vec::new();
    if !(1..=MOST).contains(&fact.quantity) {
        found.push(FieldFault::new("quantity", "ledger-quantity-range").with("most", MOST));
    }
    if fact.what == What::Attended && (fact.ordinal.is_none() || fact.quantity != 1) {
        found.push(FieldFault::new("ordinal", "ledger-attended-by-nobody"));
    }
    if fact.what == What::Reached && fact.unit.is_none() {
        found.push(FieldFault::new("unit", "ledger-reached-no-unit"));
    }
    if fact.what.is_quoted() && fact.source != Source::Report {
        found.push(FieldFault::new("source", "ledger-quoted-only"));
    }
    if fact.day.year() < FIRST_YEAR || fact.day >= Day::OPEN {
        found.push(FieldFault::new("day", "ledger-day-range").with("year", FIRST_YEAR));
    }
    for (field, key) in [("kind", &fact.kind), ("setting", &fact.setting), ("channel", &fact.channel)] {
        if key.chars().count() > LONGEST_KEY {
            found.push(FieldFault::new(field, "ledger-key-long").with("most", LONGEST_KEY));
        }
    }
    found
}
