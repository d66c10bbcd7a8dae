use organisation::{Power, Scope};
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::house::Ledger;
use crate::rows::{fact, intake};

/// Takes a whole file back: every fact of it is retracted for the reason given, and the same file may be taken in again.
/// Answers how many facts that were.
///
/// # Errors
/// `Fault::NotFound` outside the scope or for an unknown file, `Fault::Forbidden`, `Fault::Invalid` on `reason`,
/// `Fault::Conflict("ledger-already-withdrawn")`.
pub async fn take_back(house: &Ledger, scope: &Scope, actor: &Actor, union: Uuid, id: Uuid, reason: &str) -> Outcome<usize> {
    scope.require(Power::SeeFigures, union)?;
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Fault::field("reason", "ledger-reason-missing"));
    }
    let reason: &str = &reason.chars().take(200).collect::<String>();
    house
        .store()
        .write("ledger.take-back", actor, |tx| async move {
            intake::withdraw(&tx, union, id, reason, actor.person).await.map_err(|fault| match fault {
                Fault::Taken(_) => Fault::Conflict("ledger-already-withdrawn"),
                Fault::Refused(_) => Fault::NotFound,
                other => other,
            })?;
            let standing = intake::standing(&*tx, id).await?;
            fact::retract_all(&tx, &standing, reason).await?;
            tx.record("union", union, serde_json::json!({ "intake": id, "facts": standing.len() }));
            Ok(standing.len())
        })
        .await
}
