use store::{Outcome, Tx};
use uuid::Uuid;

use crate::rows::item;

/// Says that something will not take place, in the transaction of the room that calls it off. It stays on the agenda and in the
/// feeds, marked, so that a calendar that holds it already strikes it out. Says whether it was still on.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn cancel(tx: &Tx, id: Uuid) -> Outcome<bool> {
    item::cancel(tx, id).await
}
