use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::rows::blueprint;
use crate::{Blueprints, sight};

/// Offers a union's blueprint no more. What was started from it stays as it is, and its versions stay readable; saving it again
/// offers it again. Withdrawn twice is withdrawn once.
///
/// # Errors
/// By the scope; [`Fault::NotFound`]; `Conflict("blueprints-is-a-file")`: a file is the operator's to take away.
pub async fn withdraw(b: &Blueprints, scope: &Scope, actor: &Actor, id: &str) -> Outcome<()> {
    let Ok(row) = id.parse::<Uuid>() else {
        return Err(b.file(id).map_or(Fault::NotFound, |_| Fault::Conflict("blueprints-is-a-file")));
    };
    let found = blueprint::get(b.store().read(), row, None).await?.ok_or(Fault::NotFound)?;
    sight::require(scope, found.union_id)?;
    let actor = Actor { on_behalf: scope.on_behalf(found.union_id), ..actor.clone() };
    let person = scope.person;
    b.store()
        .write("blueprints.withdraw", &actor, |tx| async move {
            let head = blueprint::lock(&tx, row).await?.ok_or(Fault::NotFound)?;
            let now = blueprint::get(&*tx, row, None).await?.ok_or(Fault::NotFound)?;
            if now.withdrawn_at.is_some() {
                tx.changes_nothing();
                return Ok(());
            }
            blueprint::withdraw(&tx, row, head.version, person).await?;
            tx.record("blueprint", row, json!({ "union": found.union_id, "withdrawn": head.version }));
            Ok(())
        })
        .await
}
