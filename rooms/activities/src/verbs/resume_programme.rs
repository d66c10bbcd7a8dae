use codes::Day;
use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::reword_programme::{after, held};
use crate::rows::programme::{self, ProgrammeChange};
use crate::{Activities, sight_programme};

/// Takes a programme up again that was ended, or that was to end: activities may be announced under it as before. `revision` is the
/// one the reader saw.
///
/// # Errors
/// As [`sight_programme::reach_to_keep`]; `activities-programme-goes-on`; `activities-changed-meanwhile`.
pub async fn resume_programme(a: &Activities, scope: &Scope, actor: &Actor, id: Uuid, revision: &str) -> Outcome<()> {
    let standing = sight_programme::reach_to_keep(a, scope, id).await?;
    let revision = super::correct::read_revision(revision)?;
    let actor = Actor { on_behalf: scope.on_behalf(standing.union_id), ..actor.clone() };
    a.store()
        .write("activities.resume_programme", &actor, |tx| async move {
            let it = held(&tx, id, revision).await?;
            if !it.has_end() {
                return Err(Fault::Conflict("activities-programme-goes-on"));
            }
            let next = ProgrammeChange {
                what: "resumed".into(),
                until_day: Day::OPEN.0,
                reason: String::new(),
                ..after(&it, scope.person, tx.now())
            };
            programme::change(&tx, id, &next).await?;
            tx.record("programme", id, json!({ "until": null }));
            Ok(())
        })
        .await
}
