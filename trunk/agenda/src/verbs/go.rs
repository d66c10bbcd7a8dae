use store::{Outcome, Tx};
use uuid::Uuid;

use crate::rows::going;

/// This person has a place in this item, which from now on stands in his own feed. Says whether that is new.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn go(tx: &Tx, person: Uuid, item: Uuid) -> Outcome<bool> {
    going::insert(tx, person, item).await
}

/// This person no longer has a place in this item. Says whether he had one.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn stay(tx: &Tx, person: Uuid, item: Uuid) -> Outcome<bool> {
    going::delete(tx, person, item).await
}
