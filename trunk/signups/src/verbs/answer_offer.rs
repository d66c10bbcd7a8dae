use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::desk::counter::place;
use crate::house::Signups;
use crate::rows::entry::{self, Entry};
use crate::rows::step;
use crate::verbs::move_up::Held;

impl Signups {
    /// Takes a place that was offered, or declines it so that the next in line gets it at once.
    ///
    /// # Errors
    /// [`Fault::NotFound`]: nothing is offered to this person; `signups-offer-is-over`: the offer has gone to the next.
    pub async fn answer_offer(&self, actor: &Actor, allotment: Uuid, person: Uuid, takes_it: bool) -> Outcome<Entry> {
        self.store()
            .write("signups.answer_offer", actor, |tx| async move {
                let mut held = Held::open(&tx, allotment).await?;
                let newest = entry::newest(&*tx, allotment, person).await?.ok_or(Fault::NotFound)?;
                match newest.state.as_str() {
                    "offered" if newest.until_at.is_none_or(|until| tx.now() < until) => {}
                    "offered" | "expired" => return Err(Fault::Conflict("signups-offer-is-over")),
                    _ => return Err(Fault::NotFound),
                }
                let mut e = newest;
                if takes_it {
                    place(&held.allotment, &mut e, tx.now());
                    entry::update(&tx, &e).await?;
                    step::add(&tx, allotment, e.number, "placed", 0, Some(person)).await?;
                    if let Some(due) = e.until_at {
                        super::expire::look_at(&tx, allotment, due).await?;
                    }
                } else {
                    held.end(&tx, &mut e, "declined", Some(person)).await?;
                    held.move_up(&tx).await?;
                }
                held.close(&tx).await?;
                tx.record("allotment", allotment, json!({ "number": e.number, "state": e.state }));
                Ok(e)
            })
            .await
    }
}
