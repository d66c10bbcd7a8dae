use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::correct::read_revision;
use super::rewrite::hold;
use crate::Activities;
use crate::rows::change::{self, NewChange};
use crate::rows::session;
use crate::rules::field;
use crate::sight;

/// Takes a session back: it was not held, or was logged twice. The session and its history stay to be read, its facts count
/// no more, and the reason stands beside both.
///
/// # Errors
/// As [`sight::reach_to_change`]; [`Fault::Invalid`] on `reason`; `Conflict("activities-changed-meanwhile")`.
pub async fn retract(a: &Activities, scope: &Scope, actor: &Actor, id: Uuid, revision: &str, reason: &str) -> Outcome<()> {
    let seen = sight::reach_to_change(a, scope, id).await?;
    let revision = read_revision(revision)?;
    let reason = &field::reason(reason).map_err(|fault| Fault::Invalid(vec![fault]))?;
    let person = scope.person;
    let actor = Actor { on_behalf: scope.on_behalf(seen.session.union_id), ..actor.clone() };
    a.store()
        .write("activities.retract", &actor, |tx| async move {
            let s = hold(&tx, id, revision).await?;
            session::retract(&tx, id).await?;
            let facts = ledger::retract_event(&tx, id, reason).await?;
            let (named, by_head) = ((s.named, 0), (s.by_head, 0));
            let line = NewChange {
                session: id,
                what: "retracted",
                reason,
                named,
                by_head,
                fields: String::new(),
                changed_by: Some(person),
            };
            change::insert(&tx, line).await?;
            tx.record("session", id, json!({ "facts": facts, "named": s.named, "by_head": s.by_head }));
            jobs::emit(&tx, id, "activities.retracted", json!({ "union": s.union_id })).await
        })
        .await
}
