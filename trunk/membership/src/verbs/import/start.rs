use serde_json::json;
use store::{Actor, Fault, Outcome, Store};
use uuid::Uuid;

use crate::rows::import::{self, State};

/// Says go to a list that has been checked and has nothing wrong in it. Asking twice starts it once.
///
/// # Errors
/// [`Fault::Conflict`] when it has bad rows, has been given up, or is over.
pub(crate) async fn start(store: &Store, actor: &Actor, id: Uuid) -> Outcome<()> {
    store
        .write("membership.start_import", actor, |tx| async move {
            let held = import::hold(&tx, id).await?.ok_or(Fault::NotFound)?;
            tx.record("union", held.union, json!({ "import": id, "rows": held.rows }));
            match held.state {
                State::Checked if held.problems == 0 => import::set(&tx, id, State::Writing, 0, 0, "").await,
                State::Checked => Err(Fault::Conflict("membership-import-has-problems")),
                State::Writing | State::Done => Ok(()),
                State::Checking => Err(Fault::Conflict("membership-import-still-checking")),
                State::Failed | State::Dropped => Err(Fault::Conflict("membership-import-over")),
            }
        })
        .await
}
