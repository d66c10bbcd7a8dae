use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::change::{hold, read_revision, require_free};
use crate::rows::{change, loan, space, venue};
use crate::rules::field;
use crate::{Venues, sight};

/// Closes a venue for good: it leaves the directory, its history stays. Refused while a space is booked ahead or a copy is out.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] on `reason`; the conflicts of a venue that was changed or closed meanwhile.
pub async fn close(v: &Venues, scope: &Scope, actor: &Actor, id: Uuid, revision: &str, reason: &str) -> Outcome<()> {
    let stands = sight::kept(v, scope, id).await?;
    let reason = &field::reason(reason, false).map_err(|fault| Fault::Invalid(vec![fault]))?;
    let (revision, person) = (read_revision(revision)?, scope.person);
    let actor = Actor { on_behalf: scope.on_behalf(stands.union_id), ..actor.clone() };
    v.store()
        .write("venues.close", &actor, |tx| async move {
            hold(&tx, id, revision).await?;
            for one in space::open(&*tx, id).await? {
                require_free(&tx, id, one.id, "reason").await?;
            }
            if !loan::waiting(&*tx, id, 1).await?.is_empty() {
                return Err(Fault::field("reason", "venues-copies-are-out"));
            }
            venue::close(&tx, id).await?;
            change::insert(&tx, id, id, "closed", reason, Some(person)).await?;
            tx.record("venue", id, json!({ "closed": true }));
            Ok(())
        })
        .await
}
