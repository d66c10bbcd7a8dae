use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::house::Inbox;
use crate::rows::task as rows;
use crate::verbs::task::done;

impl Inbox {
    /// Whoever did a piece of work that no room sees says so. Of two officers one settles it, the other is told.
    ///
    /// # Errors
    /// [`Fault::NotFound`] when it is not addressed to this reader; [`Fault::Conflict`] when it is closed, or a room closes it.
    pub(crate) async fn settle(&self, scope: &Scope, actor: &Actor, union: Uuid, id: Uuid) -> Outcome<()> {
        let seats = &self.seats(scope).await?;
        let actor = &Actor { on_behalf: scope.on_behalf(union), ..actor.clone() };
        self.store()
            .write("inbox.settle", actor, |tx| async move {
                let held = rows::hold(&tx, union, id).await?.filter(|t| seats.sit(union, &t.need)).ok_or(Fault::NotFound)?;
                if !held.open {
                    return Err(Fault::Conflict("inbox-task-closed"));
                }
                if !held.by_hand {
                    return Err(Fault::Conflict("inbox-task-not-by-hand"));
                }
                done(&tx, union, &held.key, Some(scope.person)).await?;
                tx.record("union", union, json!({ "task": id }));
                Ok(())
            })
            .await
    }
}
