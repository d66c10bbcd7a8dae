//! What is sealed here, and what is looked up by a hash, to be written anew when the keys were renewed. All of it stands here, so
//! that nothing is forgotten.

use store::{Lookup, Outcome, Row, Sealed, SealedAt, Seals};

use crate::rows::application::answers_at;
use crate::rows::credential::totp_at;
use crate::rows::import::cells_at;
use crate::rows::person::{id_number_at, phone_at};
use crate::schema::{APPLICATION_TABLE, ID_NUMBER_TABLE, IMPORT_ROW_TABLE, PERSON_TABLE, PHONE_TABLE};

pub const SEALS: Seals = Seals {
    verb: "membership.reseal",
    columns: &[PHONE, ID_NUMBER, TOTP, ANSWERS, CELLS],
    lookups: &[
        Lookup { table: &PHONE_TABLE, domain: "phone", of: &PHONE },
        Lookup { table: &ID_NUMBER_TABLE, domain: "id_number", of: &ID_NUMBER },
    ],
};

const PHONE: Sealed = of_person("phone", |row| Ok(phone_at(row.id("person")?)));
const ID_NUMBER: Sealed = of_person("id_number", |row| Ok(id_number_at(row.id("person")?)));
const TOTP: Sealed = of_person("totp", |row| Ok(totp_at(row.id("person")?)));

const ANSWERS: Sealed =
    Sealed { name: "answers", table: &APPLICATION_TABLE, column: "answers", reads: &[], at: |row| Ok(answers_at(row.id("id")?)) };

const CELLS: Sealed =
    Sealed { name: "cells", table: &IMPORT_ROW_TABLE, column: "cells", reads: &[], at: |row| Ok(cells_at(row.id("import")?)) };

const fn of_person(column: &'static str, at: fn(&Row) -> Outcome<SealedAt>) -> Sealed {
    Sealed { name: column, table: &PERSON_TABLE, column, reads: &[], at }
}
