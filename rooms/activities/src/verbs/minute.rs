use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::arrange_study::held;
use crate::Activities;
use crate::rows::{minutes, paper, study};
use crate::rules::{field, study as rules};
use crate::sight_study::{self, StudySeen};

/// Writes the minutes of a session, item by item, as a draft; the draft there is written over. After a confirmed version this
/// begins the next one, which takes a `reason` and something that changed: the words, or what stands above them. Only of what was held. Written by the host's officers or the chair.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] on `words.<n>` and `reason`; `activities-minutes-not-held`; `activities-changed-meanwhile`.
pub async fn minute(
    a: &Activities,
    scope: &Scope,
    actor: &Actor,
    id: Uuid,
    words: &[(i32, String)],
    reason: &str,
    revision: &str,
) -> Outcome<()> {
    let seen = reach_to_write(a, scope, id).await?;
    let db = a.store().read();
    let content = study::content(db, id).await?;
    let newest = minutes::versions(db, id).await?.into_iter().next();
    // Where an item was dropped since, what was said to it stays under its old words.
    let said = rules::words(words, &content.items).map_err(Fault::Invalid)?;
    let revision = super::correct::read_revision(revision)?;
    let (version, is_new) = match &newest {
        None => (1, true),
        Some(v) if v.is_confirmed() => (v.version + 1, true),
        Some(v) => (v.version, false),
    };
    let reason = if is_new && version > 1 {
        let reason = field::reason(reason).map_err(|f| Fault::Invalid(vec![f]))?;
        let before = paper::of(db, id, version - 1).await?;
        let is_same_above = match before {
            Some(before) => before == sight_study::paper(db, &seen).await?,
            None => true,
        };
        if is_same_above && minutes::said(db, id, version - 1).await? == said {
            return Err(Fault::Invalid(vec![FieldFault::new("words.0", "activities-minutes-same")]));
        }
        reason
    } else {
        String::new()
    };
    let (said, reason, person) = (&said, reason.as_str(), scope.person);
    let actor = Actor { on_behalf: scope.on_behalf(seen.study.union_id), ..actor.clone() };
    a.store()
        .write("activities.minute", &actor, |tx| async move {
            held(&tx, id, revision).await?;
            if is_new {
                minutes::begin(&tx, id, version, reason, person).await?;
            }
            minutes::write(&tx, id, version, said, person).await?;
            study::touch(&tx, id).await?;
            tx.record("study", id, json!({ "minutes": version, "items": said.len() }));
            Ok(())
        })
        .await
}

/// The chair confirms the draft: from now on it is never written again, and neither is what stands above it, when and where, who
/// spoke, who was there.
///
/// # Errors
/// By the scope; [`Fault::Forbidden`] for anybody but the chair; `activities-minutes-no-draft`; `activities-changed-meanwhile`.
pub async fn confirm_minutes(a: &Activities, scope: &Scope, actor: &Actor, id: Uuid, revision: &str) -> Outcome<()> {
    let seen = sight_study::reach(a, scope, id).await?;
    if !seen.is_chair {
        return Err(if seen.is_of_host { Fault::Forbidden(Power::Run.name()) } else { Fault::NotFound });
    }
    let revision = super::correct::read_revision(revision)?;
    let (seen, person) = (&seen, scope.person);
    let actor = Actor { on_behalf: scope.on_behalf(seen.study.union_id), ..actor.clone() };
    a.store()
        .write("activities.confirm_minutes", &actor, |tx| async move {
            held(&tx, id, revision).await?;
            let newest = minutes::versions(&*tx, id).await?.into_iter().next();
            let draft = newest.filter(|v| !v.is_confirmed()).ok_or(Fault::Conflict("activities-minutes-no-draft"))?;
            minutes::confirm(&tx, id, draft.version, person).await?;
            paper::keep(&tx, id, draft.version, &sight_study::paper(&*tx, seen).await?).await?;
            study::touch(&tx, id).await?;
            tx.record("study", id, json!({ "confirmed": draft.version }));
            Ok(())
        })
        .await
}

/// # Errors
/// [`Fault::NotFound`]; [`Fault::Forbidden`] for whoever reads and does not write; `activities-minutes-not-held`.
pub(crate) async fn reach_to_write(a: &Activities, scope: &Scope, id: Uuid) -> Outcome<StudySeen> {
    let seen = sight_study::reach(a, scope, id).await?;
    if !seen.may_write() {
        return Err(Fault::Forbidden(Power::Run.name()));
    }
    if seen.session.is_none() {
        return Err(Fault::Conflict("activities-minutes-not-held"));
    }
    Ok(seen)
}
