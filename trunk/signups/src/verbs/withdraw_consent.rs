use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::house::Signups;
use crate::rows::entry::{self, Entry};
use crate::rows::{allotment, consent, sheets};

impl Signups {
    /// Takes back the consent to tell of one's health (PIPL, article 15), also when entering is long over: what was answered about it
    /// goes at once, everything else stays, and so does the place. Without a consent there is nothing to do.
    ///
    /// # Errors
    /// [`Fault::NotFound`]: this person does not stand there.
    pub async fn withdraw_health_consent(&self, actor: &Actor, id: Uuid, person: Uuid) -> Outcome<Entry> {
        let known = &self.known(id).await?;
        self.store()
            .write("signups.withdraw_health_consent", actor, |tx| async move {
                allotment::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
                let newest = entry::newest(&*tx, id, person).await?.filter(Entry::is_in).ok_or(Fault::NotFound)?;
                let sealed = self.sealed_without_health(known, &newest)?;
                if !consent::withdraw(&tx, id, newest.number).await? && sealed.is_none() {
                    tx.changes_nothing();
                    return Ok(newest);
                }
                if let Some(sealed) = &sealed {
                    entry::set_answers(&tx, id, newest.number, sealed).await?;
                    sheets::turn(&tx, id).await?;
                }
                tx.record("allotment", id, json!({ "number": newest.number, "consent": "health", "withdrawn": true }));
                Ok(Entry { answers: sealed.unwrap_or_else(|| newest.answers.clone()), ..newest })
            })
            .await
    }
}
