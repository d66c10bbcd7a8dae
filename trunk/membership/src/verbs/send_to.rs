use store::Outcome;
use uuid::Uuid;

use crate::house::Membership;
use crate::rows::person;
use crate::sender::Letter;

impl Membership {
    /// Sends a short text to a person's mobile number. Somebody without one, or deleted, is no fault: there is nobody to reach.
    ///
    /// # Errors
    /// [`store::Fault::Internal`] when the message could not be handed over; [`store::Fault::Database`].
    pub async fn send_to(&self, person: Uuid, text: &str) -> Outcome<()> {
        match person::open_phone(self.store(), self.store().read(), person).await? {
            Some(to) => self.send(&Letter { to, text: text.to_owned() }).await,
            None => Ok(()),
        }
    }
}
