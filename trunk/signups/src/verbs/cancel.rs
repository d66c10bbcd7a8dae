use serde_json::json;
use store::{Fault, Outcome, Tx};
use uuid::Uuid;

use crate::rows::{allotment, entry};
use crate::verbs::move_up::Held;

/// Everybody who stands there, in portions.
const SOME: u64 = 256;

/// Calls an allotment off inside the room's own transaction: nobody has a place any more, claims and money are free again, and
/// everybody hears of it (the event `signups.cancelled`). A large one is some thousand rows in one transaction: better slow
/// once than half called off.
///
/// # Errors
/// [`Fault::NotFound`]; `signups-cancelled-already`.
pub async fn cancel(tx: &Tx, id: Uuid) -> Outcome<()> {
    let mut held = Held::open(tx, id).await?;
    if held.allotment.is_cancelled() {
        return Err(Fault::Conflict("signups-cancelled-already"));
    }
    loop {
        let standing = entry::in_states(&**tx, id, &["entered", "waiting", "offered", "placed"], 0, SOME).await?;
        if standing.is_empty() {
            break;
        }
        for mut e in standing {
            held.end(tx, &mut e, "cancelled", None).await?;
        }
    }
    held.close(tx).await?;
    allotment::set_state(tx, id, "cancelled").await?;
    tx.record("allotment", id, json!({ "state": "cancelled" }));
    jobs::emit(tx, id, "signups.cancelled", json!({})).await
}
