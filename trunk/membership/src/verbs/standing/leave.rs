use serde_json::json;
use store::{Actor, Outcome, Store};
use uuid::Uuid;

use super::turn;

/// Leaves the union: the member's own decision, from today on. What was attended stays counted.
///
/// # Errors
/// [`store::Fault::Conflict`] for somebody who is no member.
pub(crate) async fn leave(store: &Store, actor: &Actor, person: Uuid) -> Outcome<()> {
    store
        .write("membership.leave", actor, |tx| async move {
            let turned = turn(&tx, person, "left", None, Some(person)).await?;
            tx.record("person", person, json!({ "union": turned.from, "day": turned.day.0 }));
            Ok(())
        })
        .await
}
