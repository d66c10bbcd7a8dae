use draw::Seed;
use serde_json::json;
use store::{Actor, Fault, Outcome, Tx};
use uuid::Uuid;

use crate::house::Signups;
use crate::rows::allotment::{self, Allotment};
use crate::rows::entry::{self, Entry};
use crate::rows::seal::{self, Sealing, Witness};
use crate::rules::seal::words;

/// The witness that this person is in the present round; the allotment is held.
///
/// # Errors
/// [`Fault::NotFound`]: he was not asked.
pub(crate) async fn witness(tx: &Tx, id: Uuid, person: Uuid) -> Outcome<(Allotment, Sealing, Witness)> {
    let a = allotment::lock(tx, id).await?.ok_or(Fault::NotFound)?;
    let of = seal::sealing(&**tx, id).await?.ok_or(Fault::NotFound)?;
    let all = seal::witnesses(&**tx, id, of.round).await?;
    let found = all.into_iter().find(|w| w.person == person).ok_or(Fault::NotFound)?;
    if a.is_cancelled() {
        return Err(Fault::Conflict("signups-cancelled-already"));
    }
    Ok((a, of, found))
}

impl Signups {
    /// Seals a seed made of words that the witness keeps. The house keeps the commitment, and publishes it at once; of the words
    /// nothing. Whoever stands in the draw himself cannot seal.
    ///
    /// # Errors
    /// [`Fault::NotFound`]: he was not asked; [`Fault::Invalid`] at `words`; [`Fault::Conflict`]: `signups-seal-late`,
    /// `signups-sealed-already`, `signups-witness-entered`, `signups-cancelled-already`.
    pub async fn seal(&self, actor: &Actor, id: Uuid, person: Uuid, typed: &str, is_named: bool) -> Outcome<()> {
        let read = &words(typed);
        self.store()
            .write("signups.seal", actor, |tx| async move {
                let (_, of, w) = witness(&tx, id, person).await?;
                if w.has_sealed() {
                    return Err(Fault::Conflict("signups-sealed-already"));
                }
                if tx.now() >= of.seal_until {
                    return Err(Fault::Conflict("signups-seal-late"));
                }
                if entry::newest(&*tx, id, person).await?.is_some_and(|e: Entry| e.stands()) {
                    return Err(Fault::Conflict("signups-witness-entered"));
                }
                read.clone().map_err(|fault| Fault::Invalid(vec![fault]))?;
                let commitment = Seed::of_words(&id.to_string(), &w.by(), typed).commitment();
                seal::seal(&tx, (id, of.round, w.n), &commitment, is_named).await?;
                let commitment = commitment.to_string();
                tx.record("draw", id, json!({ "round": of.round, "witness": w.n, "commitment": commitment }));
                Ok(())
            })
            .await
    }

    /// Says that one will not witness. Until the hour for it is over one may still seal.
    ///
    /// # Errors
    /// [`Fault::NotFound`]: he was not asked; [`Fault::Conflict`] `signups-sealed-already`: a seal is not taken back.
    pub async fn refuse_to_witness(&self, actor: &Actor, id: Uuid, person: Uuid) -> Outcome<()> {
        self.store()
            .write("signups.refuse_to_witness", actor, |tx| async move {
                let (_, of, w) = witness(&tx, id, person).await?;
                if w.has_sealed() {
                    return Err(Fault::Conflict("signups-sealed-already"));
                }
                seal::refuse(&tx, id, of.round, w.n).await?;
                tx.record("draw", id, json!({ "round": of.round, "witness": w.n, "refused": true }));
                Ok(())
            })
            .await
    }
}
