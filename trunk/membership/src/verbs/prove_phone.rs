use codes::Mobile;
use store::{Fault, Outcome, Tx};
use uuid::Uuid;

use crate::house::Membership;
use crate::rows::code;
use crate::rules::one_time::{self, MOST_TRIES};

/// Somebody held the telephone of this number a moment ago. Good for one act, which spends it in its own transaction.
#[derive(Clone, Debug)]
pub(crate) struct Proof {
    pub phone: Mobile,
    hash: Vec<u8>,
    id: Uuid,
}

impl Proof {
    /// Uses the code up.
    ///
    /// # Errors
    /// [`Fault::Invalid`] beside `code` when somebody else has used it.
    pub(crate) async fn spend(&self, tx: &Tx) -> Outcome<()> {
        if code::spend(tx, &self.hash, self.id).await? { Ok(()) } else { Err(Fault::field("code", "membership-code-expired")) }
    }
}

impl Membership {
    /// Compares a typed code with the newest sent to the number. Five wrong ones end it; the count is kept in the database,
    /// under a lock, so that no number of guesses at once gets more.
    ///
    /// # Errors
    /// [`Fault::Invalid`] beside `code`: wrong, too old, or tried too often.
    pub(crate) async fn prove_phone(&self, phone: &Mobile, typed: &str) -> Outcome<Proof> {
        let hash = self.store().keyring().lookup("phone", phone.as_str());
        let (typed, hash_of) = (&one_time::read(typed), &hash);
        let verdict = self
            .store()
            .keep("membership.try_code", |tx| async move {
                let Some(sent) = code::newest_locked(&tx, hash_of).await? else { return Ok(Err("membership-code-wrong")) };
                if sent.ends_at <= tx.now() {
                    return Ok(Err("membership-code-expired"));
                }
                if sent.tries >= MOST_TRIES {
                    return Ok(Err("membership-code-spent"));
                }
                // Two keyed hashes are compared: how long that takes says nothing about the code.
                if sent.code == one_time::seal(tx.store().keyring(), hash_of, sent.id, typed) {
                    return Ok(Ok(sent.id));
                }
                code::count_try(&tx, hash_of, sent.id).await?;
                Ok(Err(if sent.tries + 1 >= MOST_TRIES { "membership-code-spent" } else { "membership-code-wrong" }))
            })
            .await?;
        match verdict {
            Ok(id) => Ok(Proof { phone: *phone, hash, id }),
            Err(key) => Err(Fault::field("code", key)),
        }
    }
}
