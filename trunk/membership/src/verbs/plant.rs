use store::{Outcome, Tx};
use uuid::Uuid;

use crate::rows::ordinal;
use crate::rows::person::{self, NewPerson};
use crate::rows::spell::{self, NewSpell};

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
