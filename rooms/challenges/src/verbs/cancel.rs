use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::close::keep_until;
use super::redate::locked;
use crate::calendar::last_of;
use crate::rows::challenge;
use crate::rules::field::{self, LONGEST_TITLE};
use crate::{Challenges, sight};

/// Said when a challenge was called off. Root: the challenge.
pub(crate) const CANCELLED: &str = "challenges.cancelled";

/// Calls a challenge off, with a reason that everybody reads: its places are cancelled, it is struck out on the agenda, and
/// everybody who stood there hears of it. Nothing counts for it; what was measured stays its people's own until it is thrown
/// away. `revision` is the one the reader saw.
///
/// # Errors
/// As [`sight::reach_to_run`]; [`Fault::Invalid`] on `reason`; `challenges-changed-meanwhile`, `challenges-is-over`.
pub async fn cancel(c: &Challenges, scope: &Scope, actor: &Actor, id: Uuid, reason: &str, revision: &str) -> Outcome<()> {
    let seen = sight::reach_to_run(c, scope, id).await?;
    let reason = field::said("reason", reason, LONGEST_TITLE, "challenges-call-off-missing");
    let reason = &reason.map_err(|fault| Fault::Invalid(vec![fault]))?;
    let revision = field::revision(revision)?;
    let actor = Actor { on_behalf: scope.on_behalf(seen.union_id), ..actor.clone() };
    c.store()
        .write("challenges.cancel", &actor, |tx| async move {
            let it = locked(&tx, id, revision).await?;
            challenge::call_off(&tx, id, reason).await?;
            agenda::cancel(&tx, id).await?;
            agenda::cancel(&tx, last_of(id)).await?;
            signups::cancel(&tx, it.allotment).await?;
            keep_until(&tx, id).await?;
            tx.record("challenge", id, json!({ "state": "cancelled" }));
            jobs::emit(&tx, id, CANCELLED, json!({})).await
        })
        .await
}
