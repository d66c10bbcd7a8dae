use serde_json::json;
use store::{Actor, Fault, Outcome, Store};
use uuid::Uuid;

use crate::rows::import::{self, State};

/// Gives a list up; what has been written of it is taken back afterwards ([`super::resume`]).
///
/// # Errors
/// [`Fault::Conflict`] when its members are visible already.
pub(crate) async fn stop(store: &Store, actor: &Actor, id: Uuid) -> Outcome<()> {
    store
        .write("membership.drop_import", actor, |tx| async move {
            let held = import::hold(&tx, id).await?.ok_or(Fault::NotFound)?;
            tx.record("union", held.union, json!({ "import": id }));
            match held.state {
                // Rows read into the house are no people yet; only written ones have to be taken back.
                State::Checking | State::Checked => import::set(&tx, id, State::Dropped, 0, held.problems, "").await,
                State::Writing => import::set(&tx, id, State::Dropped, held.done, held.problems, "").await,
                State::Failed | State::Dropped => Ok(()),
                State::Done => Err(Fault::Conflict("membership-import-is-done")),
            }
        })
        .await
}
