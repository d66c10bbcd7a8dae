//! What is sealed here, to be sealed anew when the keys were renewed.

use store::{Sealed, Seals};

use crate::schema::{MEASURE_TABLE, PART_TABLE};
use crate::verbs::seal::{height_at, value_at};

pub const SEALS: Seals = Seals { verb: "challenges.reseal", columns: &[VALUE, HEIGHT], lookups: &[] };

const VALUE: Sealed = Sealed {
    name: "measurement",
    table: &MEASURE_TABLE,
    column: "value",
    reads: &[],
    at: |row| Ok(value_at(row.id("challenge_id")?, row.id("person")?, row.small("day")?)),
};

const HEIGHT: Sealed = Sealed {
    name: "height",
    table: &PART_TABLE,
    column: "height",
    reads: &[],
    at: |row| Ok(height_at(row.id("challenge_id")?, row.id("person")?)),
};
