//! What is sealed here, to be sealed anew when the keys were renewed.

use store::{Sealed, Seals};

use crate::schema::ENTRY_TABLE;
use crate::sheet::sealed_at;

pub const SEALS: Seals = Seals { verb: "signups.reseal", columns: &[ANSWERS], lookups: &[] };

/// Sealed to the person, whom the entry's key does not name.
const ANSWERS: Sealed = Sealed {
    name: "desk_entry.answers",
    table: &ENTRY_TABLE,
    column: "answers",
    reads: &["person"],
    at: |row| Ok(sealed_at(row.id("allotment_id")?, row.id("person")?)),
};
