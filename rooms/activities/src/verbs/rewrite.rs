use std::collections::HashMap;

use ledger::Fact;
use serde_json::json;
use store::{Fault, Outcome, Tx};
use uuid::Uuid;

use crate::rows::change::{self, NewChange};
use crate::rows::session::Session;
use crate::rows::{attendance, cohost, session};
use crate::session::NewSession;
use crate::verbs::plant::reached;

/// One change of a session that stands.
pub(super) struct Change<'a> {
    /// `corrected`, `entered` or `joined`.
    pub what: &'static str,
    pub reason: &'a str,
    pub by: Option<Uuid>,
}

/// Holds the session until the commit.
///
/// # Errors
/// `Conflict` when it was retracted, or changed since the reader saw `revision`.
pub(super) async fn hold(tx: &Tx, id: Uuid, revision: i32) -> Outcome<Session> {
    let session = session::lock(tx, id).await?.ok_or(Fault::NotFound)?;
    if session.is_retracted() {
        return Err(Fault::Conflict("activities-is-retracted"));
    }
    if session.revision != revision {
        return Err(Fault::Conflict("activities-changed-meanwhile"));
    }
    Ok(session)
}

/// Puts `after` in the place of `before`: the rows, the public card, and in the ledger a retraction of every fact that no
/// longer holds and a new fact for what holds instead. Facts that stay true are left alone. Leaves no trace where nothing
/// changed but answers all the same.
pub(super) async fn rewrite(tx: &Tx, before: &NewSession, after: &NewSession, change: Change<'_>) -> Outcome<()> {
    let fields = fields(before, after);
    let has_people_changed = before.attendees != after.attendees;
    if fields.is_empty() && !has_people_changed && before.by_head == after.by_head {
        tx.record("session", after.id, json!({ "unchanged": true }));
        return Ok(());
    }
    session::update(tx, after).await?;
    if has_people_changed {
        attendance::clear(tx, after.id).await?;
        attendance::insert(tx, std::slice::from_ref(after)).await?;
    }
    if before.co_hosts != after.co_hosts {
        cohost::clear(tx, after.id).await?;
        cohost::insert(tx, std::slice::from_ref(after)).await?;
    }
    ledger::describe(tx, &[after.card()]).await?;
    correct_facts(tx, after, change.reason).await?;
    let named = (before.named(), after.named());
    let by_head = (before.by_head, after.by_head);
    let detail = json!({ "what": change.what, "fields": fields, "named": named, "by_head": by_head });
    let line =
        NewChange { session: after.id, what: change.what, reason: change.reason, named, by_head, fields, changed_by: change.by };
    change::insert(tx, line).await?;
    tx.record("session", after.id, detail.clone());
    jobs::emit(tx, after.id, "activities.corrected", detail).await
}

async fn correct_facts(tx: &Tx, after: &NewSession, reason: &str) -> Outcome<()> {
    let mut wanted: Vec<Fact> = after.facts(&reached(tx, after, &mut HashMap::new()).await?);
    let mut gone = Vec::new();
    for standing in ledger::of_event(&**tx, after.id).await?.into_iter().filter(|r| r.retracted.is_none()) {
        match wanted.iter().position(|fact| *fact == standing.fact) {
            Some(at) => {
                wanted.swap_remove(at);
            }
            None => gone.push(standing.id),
        }
    }
    if !gone.is_empty() {
        ledger::retract(tx, after.id, &gone, reason).await?;
    }
    if !wanted.is_empty() {
        ledger::record(tx, &wanted).await?;
    }
    Ok(())
}

/// What was changed besides the counts.
fn fields(before: &NewSession, after: &NewSession) -> String {
    let changed = [
        ("title", before.title != after.title),
        ("kind", before.kind != after.kind),
        ("setting", before.setting != after.setting),
        ("place", before.place != after.place),
        ("when", before.begins_at != after.begins_at),
        ("minutes", before.minutes != after.minutes),
        ("programme", before.programme != after.programme),
        ("co_hosts", before.co_hosts != after.co_hosts),
    ];
    changed.iter().filter(|(_, is)| *is).map(|(name, _)| *name).collect::<Vec<_>>().join(" ")
}
