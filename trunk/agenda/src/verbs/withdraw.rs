use store::{Outcome, Tx};
use uuid::Uuid;

use crate::rows::{going, item};

/// Takes away what should never have stood there, with the places people had in it. What merely does not take place is cancelled
/// instead. Says whether there was something.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn withdraw(tx: &Tx, id: Uuid) -> Outcome<bool> {
    going::delete_in(tx, id).await?;
    item::delete(tx, id).await
}
