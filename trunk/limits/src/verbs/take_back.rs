use store::{Outcome, Tx};
use uuid::Uuid;

use crate::rows::given;

/// What was given counts no more: it was a slip, or came back. Inside the transaction of the room that gave it. `false` when it
/// does not stand (any more).
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn take_back(tx: &Tx, person: Uuid, what: Uuid) -> Outcome<bool> {
    given::hold(tx, person).await?;
    given::take_back(tx, person, what).await
}
