use store::{Outcome, Tx};

use crate::fact::EventCard;
use crate::rows::event;

/// Writes what anybody may read about events (title, day, host, kind, setting, place, programme, co-hosts), or corrects it.
/// It stands beside the facts and is written in the same transaction; no person's name belongs in it.
///
/// # Errors
/// `Fault::Database`.
pub async fn describe(tx: &Tx, cards: &[EventCard]) -> Outcome<()> {
    event::upsert(tx, cards, None).await?;
    event::put_co_hosts(tx, cards).await
}
