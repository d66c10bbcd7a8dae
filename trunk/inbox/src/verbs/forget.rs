use store::{Outcome, Tx};
use uuid::Uuid;

use crate::house::version_of;
use crate::rows::{notice, preference};

/// Throws away what a person was told and how he wanted to hear of it, in the transaction that deletes the person.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn forget(tx: &Tx, person: Uuid) -> Outcome<()> {
    notice::delete_all(tx, person).await?;
    preference::delete(tx, person).await?;
    tx.bump(version_of(person));
    Ok(())
}
