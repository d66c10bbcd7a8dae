use store::{Outcome, Tx};
use uuid::Uuid;

use crate::rows::{feed, going};

/// Throws away what a person had a place in and the address of his feed.
///
/// # Errors
/// [`store::Fault::Database`].
pub(crate) async fn forget(tx: &Tx, person: Uuid) -> Outcome<()> {
    going::delete_of(tx, person).await?;
    feed::delete(tx, person).await?;
    Ok(())
}
