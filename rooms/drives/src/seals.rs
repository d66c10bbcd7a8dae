//! What is sealed here, to be sealed anew when the keys were renewed.

use store::{Sealed, Seals};

use crate::schema::{HAND_OUT_TABLE, UNSIGNED_TABLE};
use crate::verbs::close::unsigned_at;
use crate::verbs::hand_out::guest_at;
use crate::verbs::sign::signature_at;

pub const SEALS: Seals = Seals { verb: "drives.reseal", columns: &[GUEST, SIGNATURE, UNSIGNED], lookups: &[] };

const GUEST: Sealed =
    Sealed { name: "guest", table: &HAND_OUT_TABLE, column: "guest", reads: &[], at: |row| Ok(guest_at(row.id("id")?)) };

const SIGNATURE: Sealed = Sealed {
    name: "signature",
    table: &HAND_OUT_TABLE,
    column: "signature",
    reads: &[],
    at: |row| Ok(signature_at(row.id("id")?)),
};

const UNSIGNED: Sealed = Sealed {
    name: "unsigned",
    table: &UNSIGNED_TABLE,
    column: "reason",
    reads: &[],
    at: |row| Ok(unsigned_at(row.id("hand_out_id")?)),
};
