//! What is sealed here, to be sealed anew when the keys were renewed.

use store::{Sealed, Seals};

use crate::schema::FOUNDING_TABLE;
use crate::verbs::ask_founding::sealed_at;

pub const SEALS: Seals = Seals { verb: "organisation.reseal", columns: &[CONTACT], lookups: &[] };

const CONTACT: Sealed =
    Sealed { name: "contact", table: &FOUNDING_TABLE, column: "contact", reads: &[], at: |row| Ok(sealed_at(row.id("id")?)) };
