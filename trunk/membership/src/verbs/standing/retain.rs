use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::turn;
use crate::Membership;
use crate::verbs::reach::{acting, reach_with};

/// Why a membership is kept without dues and without a vote (会籍管理办法).
pub(crate) const REASONS: [&str; 3] = ["retired", "unemployed", "bankrupt"];

/// Keeps a membership without dues and vote from today on, because the member retired, lost work or the employer went
/// bankrupt.
///
/// # Errors
/// [`Fault::NotFound`] out of sight; [`Fault::Invalid`] beside `reason`; [`Fault::Conflict`] when it is retained already.
pub(crate) async fn retain(m: &Membership, scope: &Scope, actor: &Actor, person: Uuid, reason: &str) -> Outcome<()> {
    let reason = *REASONS.iter().find(|r| **r == reason).ok_or_else(|| Fault::field("reason", "membership-retain-reason"))?;
    stand(m, scope, actor, person, "retained", "membership.retain", reason).await
}

/// A retained membership becomes a full one again: the member is back at work.
///
/// # Errors
/// As [`retain`].
pub(crate) async fn restore(m: &Membership, scope: &Scope, actor: &Actor, person: Uuid) -> Outcome<()> {
    stand(m, scope, actor, person, "full", "membership.restore", "").await
}

async fn stand(
    m: &Membership,
    scope: &Scope,
    actor: &Actor,
    person: Uuid,
    standing: &'static str,
    verb: &'static str,
    reason: &str,
) -> Outcome<()> {
    let reached = reach_with(m, scope, Power::Admit, person).await?;
    if reached.spell.standing == standing {
        return Err(Fault::Conflict("membership-standing-already"));
    }
    let union = reached.union.id;
    m.store()
        .write(verb, &acting(scope, actor, union), |tx| async move {
            let turned = turn(&tx, person, "standing", Some((union, standing)), actor.person).await?;
            tx.record("person", person, json!({ "union": union, "day": turned.day.0, "reason": reason }));
            Ok(())
        })
        .await
}
