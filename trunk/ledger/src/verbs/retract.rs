use store::{Fault, Outcome, Tx};
use uuid::Uuid;

use crate::rows::{event as events, fact};

/// Takes facts of one event back, with a reason that anybody who opens the figure may read (no name in it). They stay in
/// the ledger and count no more. Run inside the room's transaction, which writes the audit line.
///
/// # Errors
/// `Fault::Conflict("ledger-already-retracted")` when one of them was retracted before; `Fault::NotFound` when one is not a
/// fact of this event; `Fault::Invalid` on `reason` when it is empty.
pub async fn retract(tx: &Tx, event: Uuid, facts: &[Uuid], reason: &str) -> Outcome<()> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Fault::field("reason", "ledger-reason-missing"));
    }
    fact::retract(tx, event, facts, reason).await.map_err(|fault| match fault {
        Fault::Taken(name) if name == "ledger_retraction_event_fact_key" => Fault::Conflict("ledger-already-retracted"),
        Fault::Refused(_) => Fault::NotFound,
        other => other,
    })
}

/// Takes back whatever of an event still counts; says how many facts that were.
///
/// # Errors
/// As [`retract`].
pub async fn retract_event(tx: &Tx, event: Uuid, reason: &str) -> Outcome<usize> {
    let standing = events::standing(&**tx, event).await?;
    retract(tx, event, &standing, reason).await?;
    Ok(standing.len())
}
