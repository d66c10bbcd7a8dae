use serde_json::json;
use store::{Actor, Outcome};
use uuid::Uuid;

use crate::house::Inbox;
use crate::rows::preference::{self, Preferences};

impl Inbox {
    /// How this person wants to hear of what.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn preferences(&self, person: Uuid) -> Outcome<Preferences> {
        preference::get(self.store().read(), person).await
    }

    /// Changes how a person hears of what, from the next notice on; what was put off already goes as it was put off, unless the
    /// channel is closed.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub(crate) async fn prefer(&self, person: Uuid, actor: &Actor, new: &Preferences) -> Outcome<()> {
        self.store()
            .write("inbox.prefer", actor, |tx| async move {
                preference::put(&tx, person, new).await?;
                tx.record("person", person, json!({ "channels": new.also_by.len(), "digest": new.hours.digest }));
                Ok(())
            })
            .await
    }
}
