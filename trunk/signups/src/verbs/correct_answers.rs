use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::house::Signups;
use crate::rows::allotment;
use crate::rows::entry::{self, Entry};
use crate::sheet::Given;

impl Signups {
    /// Whoever stands there corrects what he answered, until entering is over; it changes nothing of his place. Whoever entered
    /// before there were questions answers them so.
    ///
    /// # Errors
    /// [`Fault::NotFound`]: nothing is asked, or this person does not stand there; [`Fault::Invalid`] as
    /// [`Signups::read_answers`]; `signups-answers-over`: entering is over, and the union works with what it has.
    pub async fn correct_answers(&self, actor: &Actor, id: Uuid, person: Uuid, given: Given<'_>) -> Outcome<Entry> {
        if self.known(id).await?.asks.now().is_none() {
            return Err(Fault::NotFound);
        }
        let stands = self.entry_of(id, person).await?.is_some_and(|e| e.stands());
        if !stands {
            return Err(Fault::NotFound);
        }
        let sealed = &self.read_answers(id, person, given).await?;
        self.store()
            .write("signups.correct_answers", actor, |tx| async move {
                let held = allotment::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
                if held.is_cancelled() || tx.now() >= held.closes_at {
                    return Err(Fault::Conflict("signups-answers-over"));
                }
                let newest = entry::newest(&*tx, id, person).await?.filter(Entry::stands).ok_or(Fault::NotFound)?;
                entry::set_answers(&tx, id, newest.number, sealed).await?;
                tx.record("allotment", id, json!({ "number": newest.number, "corrected": "answers" }));
                Ok(Entry { answers: sealed.clone(), ..newest })
            })
            .await
    }
}
