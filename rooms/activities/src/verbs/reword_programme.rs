use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::rows::programme::{self, Programme, ProgrammeChange};
use crate::rules::programme::words;
use crate::{Activities, sight_programme};

/// Calls a programme otherwise, or says anew what it is. Its figures go with it under the new name; what it was called stays in
/// its history. `revision` is the one the reader saw.
///
/// # Errors
/// As [`sight_programme::reach_to_keep`]; [`Fault::Invalid`] on `title` (missing, long, taken) and `summary`;
/// `activities-changed-meanwhile`.
pub async fn reword_programme(
    a: &Activities,
    scope: &Scope,
    actor: &Actor,
    id: Uuid,
    (title, summary): (&str, &str),
    revision: &str,
) -> Outcome<()> {
    let standing = sight_programme::reach_to_keep(a, scope, id).await?;
    let (title, summary) = &words(title, summary).map_err(Fault::Invalid)?;
    let revision = super::correct::read_revision(revision)?;
    let actor = Actor { on_behalf: scope.on_behalf(standing.union_id), ..actor.clone() };
    let written = a.store().write("activities.reword_programme", &actor, |tx| async move {
        let it = held(&tx, id, revision).await?;
        if it.title == *title && it.summary == *summary {
            tx.record("programme", id, json!({ "same": true }));
            return Ok(());
        }
        let next = ProgrammeChange {
            what: "worded".into(),
            title: title.clone(),
            summary: summary.clone(),
            ..after(&it, scope.person, tx.now())
        };
        programme::change(&tx, id, &next).await?;
        ledger::name_programme(&tx, id, it.union_id, title).await?;
        tx.record("programme", id, json!({ "title": it.title != *title, "summary": it.summary != *summary }));
        Ok(())
    });
    written.await.map_err(title_taken)
}

/// The database knows which titles a union has.
pub(super) fn title_taken(fault: Fault) -> Fault {
    fault.or_field("act_programme_union_id_title_key", "title", "activities-programme-title-taken")
}

/// The programme, held until the commit, of the revision the reader saw.
///
/// # Errors
/// [`Fault::NotFound`]; `activities-changed-meanwhile`.
pub(super) async fn held(tx: &store::Tx, id: Uuid, revision: i32) -> Outcome<Programme> {
    let it = programme::lock(tx, id).await?.ok_or(Fault::NotFound)?;
    if it.revision == revision { Ok(it) } else { Err(Fault::Conflict("activities-changed-meanwhile")) }
}

/// The next change, by which nothing is different yet.
pub(super) fn after(it: &Programme, by: Uuid, at: i64) -> ProgrammeChange {
    ProgrammeChange {
        n: it.revision + 1,
        what: String::new(),
        title_before: it.title.clone(),
        title: it.title.clone(),
        summary: it.summary.clone(),
        until_day: it.until_day,
        reason: it.reason.clone(),
        changed_by: Some(by),
        changed_at: at,
    }
}
