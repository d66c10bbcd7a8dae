use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Fault, Outcome, Tx};
use uuid::Uuid;

use super::tell;
use crate::Drives;
use crate::rows::change;
use crate::rows::drive::{self, Drive};
use crate::rules::field;

/// Approves a plan and its money. Four eyes: whoever filed it cannot.
///
/// # Errors
/// By the scope; `Conflict("drives-own-plan")`, `Conflict("drives-changed-meanwhile")` when the plan is another than the one read,
/// `Conflict("drives-not-waiting")`.
pub async fn approve(d: &Drives, scope: &Scope, actor: &Actor, id: Uuid, revision: &str) -> Outcome<()> {
    decide(d, scope, actor, id, revision, None).await
}

/// Sends a plan back to whoever filed it, with the reason.
///
/// # Errors
/// As [`approve`]; [`Fault::Invalid`] on `reason`.
pub async fn send_back(d: &Drives, scope: &Scope, actor: &Actor, id: Uuid, revision: &str, reason: &str) -> Outcome<()> {
    let reason = field::reason(reason)?;
    decide(d, scope, actor, id, revision, Some(&reason)).await
}

async fn decide(d: &Drives, scope: &Scope, actor: &Actor, id: Uuid, revision: &str, reason: Option<&str>) -> Outcome<()> {
    let seen = drive::get(d.store().read(), id).await?.ok_or(Fault::NotFound)?;
    scope.require(Power::ApproveMoney, seen.union_id)?;
    let (revision, person) = (field::revision(revision)?, scope.person);
    let actor = Actor { on_behalf: scope.on_behalf(seen.union_id), ..actor.clone() };
    d.store()
        .write("drives.decide", &actor, |tx| async move {
            let stands = waiting(&tx, id, revision).await?;
            if stands.filed_by == Some(person) {
                return Err(Fault::Conflict("drives-own-plan"));
            }
            let what = match reason {
                None => {
                    drive::approve(&tx, id, person).await?;
                    "approved"
                }
                Some(_) => {
                    drive::set_state(&tx, id, "returned").await?;
                    "returned"
                }
            };
            change::insert(&tx, id, what, reason.unwrap_or_default(), person).await?;
            tell::decided(d, &tx, &stands, Some(person)).await?;
            tell::filer(&tx, &stands, reason.is_none()).await?;
            tx.record("drive", id, json!({ "what": what, "filed_by": stands.filed_by }));
            Ok(())
        })
        .await
}

async fn waiting(tx: &Tx, id: Uuid, revision: i32) -> Outcome<Drive> {
    let stands = drive::lock(tx, id).await?.ok_or(Fault::NotFound)?;
    if stands.state != "filed" {
        return Err(Fault::Conflict("drives-not-waiting"));
    }
    if stands.revision != revision {
        return Err(Fault::Conflict("drives-changed-meanwhile"));
    }
    Ok(stands)
}
