use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::tell;
use crate::rows::{change, drive, fund};
use crate::rules::field;
use crate::rules::kinds::SOURCES;
use crate::rules::plan::{self, Plan};
use crate::{Drives, sight};

/// Files the plan of a drive: what for, when, with which money. It waits for the approval of somebody else.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] with a line for every field.
pub async fn file(d: &Drives, scope: &Scope, actor: &Actor, form: &Plan) -> Outcome<Uuid> {
    let draft = plan::read(form, d.today()).map_err(Fault::Invalid)?;
    scope.require(Power::HandOut, draft.union)?;
    if d.federation().get(draft.union).is_none_or(|u| u.has_ended()) {
        return Err(Fault::field("union", "drives-union-unknown"));
    }
    let (draft, person) = (&draft, scope.person);
    let actor = Actor { on_behalf: scope.on_behalf(draft.union), ..actor.clone() };
    d.store()
        .write("drives.file", &actor, |tx| async move {
            let id = tx.new_id();
            drive::insert(&tx, id, draft, person).await?;
            for (source, fen) in SOURCES.iter().zip(draft.funds) {
                fund::insert(&tx, id, source.name, fen).await?;
            }
            change::insert(&tx, id, "filed", "", person).await?;
            tell::waits(d, &tx, draft, id, 1, person).await?;
            tx.record("drive", id, json!({ "union": draft.union, "kind": draft.kind.name, "budget": draft.budget() }));
            Ok(id)
        })
        .await
}

/// Files the plan anew: more money, other days, other words. Whatever was approved before, this waits for its own approval, and
/// nothing is handed out until then; what was handed out stands.
///
/// # Errors
/// As [`file`]; on `fund_…` where more of that source was handed out already; `Conflict("drives-changed-meanwhile")`,
/// `Conflict("drives-is-closed")`.
pub async fn revise(d: &Drives, scope: &Scope, actor: &Actor, id: Uuid, revision: &str, form: &Plan) -> Outcome<()> {
    let seen = sight::kept(d, scope, id).await?;
    let revision = field::revision(revision)?;
    let form = Plan { union: seen.union_id.to_string(), ..form.clone() };
    let draft = plan::read(&form, d.today()).map_err(Fault::Invalid)?;
    let (draft, person) = (&draft, scope.person);
    let actor = Actor { on_behalf: scope.on_behalf(seen.union_id), ..actor.clone() };
    d.store()
        .write("drives.revise", &actor, |tx| async move {
            let stands = drive::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
            if stands.is_closed() {
                return Err(Fault::Conflict("drives-is-closed"));
            }
            if stands.revision != revision {
                return Err(Fault::Conflict("drives-changed-meanwhile"));
            }
            let mut faults = Vec::new();
            for (source, fen) in SOURCES.iter().zip(draft.funds) {
                if !fund::set(&tx, id, source.name, fen).await? {
                    faults.push(FieldFault::new(format!("fund_{}", source.name), "drives-fund-spent"));
                }
            }
            if !faults.is_empty() {
                return Err(Fault::Invalid(faults));
            }
            drive::refile(&tx, id, draft, person).await?;
            change::insert(&tx, id, "revised", "", person).await?;
            tell::decided(d, &tx, &stands, None).await?;
            tell::waits(d, &tx, draft, id, revision + 1, person).await?;
            tx.record("drive", id, json!({ "budget": draft.budget() }));
            Ok(())
        })
        .await
}
