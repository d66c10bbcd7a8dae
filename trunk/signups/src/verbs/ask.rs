use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::house::Signups;
use crate::rows::{allotment, form};
use crate::rules::asks::{AskRow, form_of, rows_of};

impl Signups {
    /// Changes what is asked of whoever signs up, until entering is over. Each change is a version of its own: whoever answered
    /// before answered to the one before, and what he said to a question that stayed is carried over. No lines ask nothing.
    ///
    /// # Errors
    /// [`Fault::NotFound`] outside the scope; [`Fault::Invalid`] beside `ask.n.…`; `signups-asks-over` when entering is over;
    /// `signups-changed-meanwhile` when `version` is no longer the newest.
    pub async fn ask(&self, scope: &Scope, actor: &Actor, id: Uuid, rows: &[AskRow], version: i32) -> Outcome<()> {
        scope.require(Power::Run, self.known(id).await?.allotment.union_id)?;
        self.store()
            .write("signups.ask", actor, |tx| async move {
                let held = allotment::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
                if held.is_cancelled() || tx.now() >= held.closes_at {
                    return Err(Fault::Conflict("signups-asks-over"));
                }
                let before = form::of(&*tx, id).await?;
                if before.version() != version {
                    return Err(Fault::Conflict("signups-changed-meanwhile"));
                }
                let next = version + 1;
                let new = form_of(rows, &before.all(), next.unsigned_abs()).map_err(Fault::Invalid)?;
                if new.as_ref().map(rows_of) == before.now().map(rows_of) {
                    tx.changes_nothing();
                    return Ok(());
                }
                form::insert(&tx, id, next, new.as_ref(), actor.person).await?;
                let asked = new.as_ref().map_or(0, |form| form.questions().count());
                tx.record("allotment", id, json!({ "questions": asked, "version": next }));
                Ok(())
            })
            .await
    }
}
