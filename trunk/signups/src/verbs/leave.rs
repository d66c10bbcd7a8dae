use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::house::Signups;
use crate::rows::check_in;
use crate::rows::entry::Entry;
use crate::rows::step;
use crate::verbs::move_up::Held;

impl Signups {
    /// Gives a place up, or leaves the waiting list or the draw. A place goes to the next in line in the same transaction, so
    /// nobody can step in between; it is never handed to anybody by name. Whoever leaves may ask again and stands at the end.
    ///
    /// # Errors
    /// [`Fault::NotFound`]: this person does not stand there; `signups-too-late-to-leave`: the day for it has passed (whoever
    /// waits may always leave); `signups-already-used`: something of the place was used, so there is nothing to hand back;
    /// `signups-is-inside`: he was checked in at an occasion that is not over.
    pub async fn leave(&self, actor: &Actor, allotment: Uuid, person: Uuid) -> Outcome<Entry> {
        self.store()
            .write("signups.leave", actor, |tx| async move {
                let mut held = Held::open(&tx, allotment).await?;
                let mut e = held.standing(&tx, person).await?;
                if e.has_place() && tx.now() >= held.allotment.withdraw_until {
                    return Err(Fault::Conflict("signups-too-late-to-leave"));
                }
                if e.state == "unplaced" {
                    return Err(Fault::NotFound);
                }
                if e.has_place() && step::is_used(&*tx, allotment, e.number).await? {
                    return Err(Fault::Conflict("signups-already-used"));
                }
                if e.has_place() && check_in::is_inside(&*tx, allotment, e.number, tx.now()).await? {
                    return Err(Fault::Conflict("signups-is-inside"));
                }
                held.end(&tx, &mut e, "withdrawn", Some(person)).await?;
                held.move_up(&tx).await?;
                held.close(&tx).await?;
                tx.record("allotment", allotment, json!({ "number": e.number, "state": "withdrawn" }));
                Ok(e)
            })
            .await
    }
}
