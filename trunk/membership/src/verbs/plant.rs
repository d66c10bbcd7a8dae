use store::{Outcome, Tx};
use uuid::Uuid;

use crate::rows::ordinal;
use crate::rows::person::{self, NewPerson};
use crate::rows::spell::{self, NewSpell};
use crate::rules::list::entry::Entry;

/// People who become known together, with the memberships they begin with, in a transaction that also needs its audit line.
/// The common ground of joining, importing and building a whole federation; who may do it is decided before.
///
/// # Errors
/// `Fault::Taken("member_phone_hash_key")`, `Fault::Taken("member_id_number_hash_key")`.
pub async fn plant(tx: &Tx, people: &[NewPerson], spells: &[NewSpell]) -> Outcome<()> {
    person::insert(tx, people).await?;
    spell::insert(tx, spells).await
}

/// Ordinals for people of a union who are about to be planted.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn take_ordinals(tx: &Tx, union: Uuid, count: usize) -> Outcome<Vec<i64>> {
    ordinal::take(tx, union, count).await
}

/// Who is entered in a union's list by an officer, on a form or in a file, and the membership it says: nobody who has signed in
/// or shown a document yet.
pub(crate) fn entered(
    entry: &Entry,
    (person, ordinal): (Uuid, i64),
    union: Uuid,
    recorded_by: Option<Uuid>,
    import: Option<Uuid>,
) -> (NewPerson, NewSpell) {
    let new = NewPerson {
        person,
        ordinal,
        name: entry.name.clone(),
        phone: entry.phone.map(|p| p.as_str().to_owned()),
        id_number: entry.id_number.map(|n| n.as_str().to_owned()),
        birth_year: entry.birth_year,
        sex: entry.sex.to_owned(),
        work: entry.work.clone(),
        team: entry.team.clone(),
        verified_day: None,
        registered_at: None,
        recorded_by,
        import,
    };
    (new, NewSpell { person, union, from: entry.from, standing: entry.standing, recorded_by, import })
}
