use store::{Fault, FieldFault, Outcome, Tx};
use uuid::Uuid;

use crate::fact::Fact;
use crate::rows::{closure, fact};
use crate::rules::sound;

/// Appends facts inside the transaction of the room in which they happened; who may do it was decided there, and the room
/// writes the audit line. Any number at once, of one event or of many; answers the ids in the same order.
///
/// # Errors
/// `Fault::Invalid` naming the field of [`Fact`] that cannot be (`quantity`, `ordinal`, `unit`, `source`, `day`, `kind` …), and
/// `day` with `ledger-month-closed` where the host has closed that month. Nothing is written then.
pub async fn record(tx: &Tx, facts: &[Fact]) -> Outcome<Vec<Uuid>> {
    if let Some(faults) = facts.iter().map(sound::faults).find(|found| !found.is_empty()) {
        return Err(Fault::Invalid(faults));
    }
    refuse_closed_months(tx, facts).await?;
    fact::insert(tx, facts).await
}

async fn refuse_closed_months(tx: &Tx, facts: &[Fact]) -> Outcome<()> {
    let months = || facts.iter().map(|f| f.day.month_key());
    let (Some(first), Some(last)) = (months().min(), months().max()) else { return Ok(()) };
    let closed = closure::between(&**tx, first, last).await?;
    let hit = facts.iter().any(|f| closed.iter().any(|c| c.union_id == f.host && c.month == f.day.month_key()));
    if hit { Err(Fault::Invalid(vec![FieldFault::new("day", "ledger-month-closed")])) } else { Ok(()) }
}
