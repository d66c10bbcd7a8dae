//! A person's own feed: an address that calendars on phones can read without signing in. Whoever knows it can read it, so it is
//! shown once, stored as a hash only, and can be renewed and withdrawn at any time.

use serde_json::json;
use store::{Actor, Fault, Outcome};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use crate::house::Agenda;
use crate::rows::feed;
use crate::rules::secret::Secret;

impl Agenda {
    /// Makes an address, in place of an earlier one, which from now on leads nowhere. Gives the secret part of it, this once.
    ///
    /// # Errors
    /// [`Fault::Database`].
    pub(crate) async fn renew_feed(&self, person: Uuid, actor: &Actor) -> Outcome<String> {
        let mut random = [0; Secret::BYTES];
        self.store().ids().fill(&mut random);
        let secret = &Secret { person, random };
        self.store()
            .write("agenda.renew_feed", actor, |tx| async move {
                feed::put(&tx, person, secret.hash()).await?;
                tx.record("person", person, json!({}));
                Ok(())
            })
            .await?;
        Ok(secret.write())
    }

    /// The address leads nowhere any more.
    ///
    /// # Errors
    /// [`Fault::Conflict`] where there was none.
    pub(crate) async fn end_feed(&self, person: Uuid, actor: &Actor) -> Outcome<()> {
        self.store()
            .write("agenda.end_feed", actor, |tx| async move {
                if !feed::delete(&tx, person).await? {
                    return Err(Fault::Conflict("agenda-feed-none"));
                }
                tx.record("person", person, json!({}));
                Ok(())
            })
            .await
    }

    /// Whose feed stands at this address.
    ///
    /// # Errors
    /// [`Fault::NotFound`] where none does, or no longer.
    pub(crate) async fn feed_of(&self, secret: &str) -> Outcome<Uuid> {
        let secret = Secret::read(secret).ok_or(Fault::NotFound)?;
        let kept = feed::get(self.store().read(), secret.person).await?.ok_or(Fault::NotFound)?;
        if !bool::from(kept.secret.ct_eq(&secret.hash())) {
            return Err(Fault::NotFound);
        }
        // Between a deletion and the worker's turn the row still stands; the person is gone already.
        self.membership.greet(secret.person).await?.map(|_| secret.person).ok_or(Fault::NotFound)
    }
}
