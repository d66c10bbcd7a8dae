use store::{Outcome, Tx};
use uuid::Uuid;

use crate::rows::programme;

/// Says what a programme is called and which union runs it, or corrects it; run by the room, in the transaction that begins
/// the programme, so that figures can be cut by it.
///
/// # Errors
/// `Fault::Database`.
pub async fn name_programme(tx: &Tx, id: Uuid, union: Uuid, title: &str) -> Outcome<()> {
    programme::upsert(tx, id, union, title).await
}
