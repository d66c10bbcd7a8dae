use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::house::Signups;
use crate::rows::entry::{self, Entry};
use crate::rows::{allotment, consent, sheets};
use crate::sheet::Given;

impl Signups {
    /// Whoever stands there corrects what he answered, until entering is over; it changes nothing of his place. Whoever entered
    /// before there were questions answers them so. Whoever tells of his health now consents to it now; whoever left that out takes his
    /// consent back.
    ///
    /// # Errors
    /// [`Fault::NotFound`]: nothing is asked, or this person does not stand there; [`Fault::Invalid`] as
    /// [`Signups::read_answers`]; `signups-answers-over`: entering is over, and the union works with what it has.
    pub async fn correct_answers(&self, actor: &Actor, id: Uuid, person: Uuid, given: Given<'_>) -> Outcome<Entry> {
        let known = self.known(id).await?;
        if known.asks.now().is_none() {
            return Err(Fault::NotFound);
        }
        let stands = self.entry_of(id, person).await?.is_some_and(|e| e.is_in());
        if !stands {
            return Err(Fault::NotFound);
        }
        let sealed = &self.read_answers(id, person, given).await?;
        let tells_health = self.tells_health(&known, (id, person), sealed);
        self.store()
            .write("signups.correct_answers", actor, |tx| async move {
                let held = allotment::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
                if held.is_cancelled() || tx.now() >= held.closes_at {
                    return Err(Fault::Conflict("signups-answers-over"));
                }
                let newest = entry::newest(&*tx, id, person).await?.filter(Entry::is_in).ok_or(Fault::NotFound)?;
                entry::set_answers(&tx, id, newest.number, sealed).await?;
                sheets::turn(&tx, id).await?;
                let mut detail = json!({ "number": newest.number, "corrected": "answers" });
                if tells_health && consent::give(&tx, id, newest.number, tx.now()).await? {
                    detail["consent"] = json!("health");
                } else if !tells_health && consent::withdraw(&tx, id, newest.number).await? {
                    (detail["consent"], detail["withdrawn"]) = (json!("health"), json!(true));
                }
                tx.record("allotment", id, detail);
                Ok(Entry { answers: sealed.clone(), ..newest })
            })
            .await
    }
}
