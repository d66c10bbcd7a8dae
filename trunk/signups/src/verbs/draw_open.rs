use draw::Seed;
use jobs::Job;
use serde::Deserialize;
use serde_json::json;
use store::{Actor, Fault, Outcome, Store};
use uuid::Uuid;

use super::draw_prepare::{GRACE, freeze};
use super::draw_seal::witness;
use crate::house::Signups;
use crate::notices;
use crate::rows::{allotment, draw as rows, seal};

impl Signups {
    /// Opens a seal with the words it was made of. Only when the list is frozen, so that nobody can enter or leave by what was
    /// opened; shown to nobody before the draw has been held, so that nobody opens by what others opened.
    ///
    /// # Errors
    /// [`Fault::NotFound`]: he was not asked; [`Fault::Invalid`] at `words` when they are others; [`Fault::Conflict`]:
    /// `signups-seal-none`, `signups-opened-already`, `signups-open-early`, `signups-open-late`, `signups-draw-held-already`.
    pub async fn open_seal(&self, actor: &Actor, id: Uuid, person: Uuid, typed: &str) -> Outcome<()> {
        self.store()
            .write("signups.open_seal", actor, |tx| async move {
                let (_, of, w) = witness(&tx, id, person).await?;
                let Some(commitment) = w.commitment.as_deref() else { return Err(Fault::Conflict("signups-seal-none")) };
                if w.has_opened() {
                    return Err(Fault::Conflict("signups-opened-already"));
                }
                if rows::get(&*tx, id).await?.is_some_and(|d| d.is_held()) {
                    return Err(Fault::Conflict("signups-draw-held-already"));
                }
                // Requests that came before closing may still be decided on for a moment.
                if tx.now() < of.seal_until + GRACE {
                    return Err(Fault::Conflict("signups-open-early"));
                }
                if tx.now() >= of.open_until {
                    return Err(Fault::Conflict("signups-open-late"));
                }
                freeze(&tx, id).await?;
                let seed = Seed::of_words(&id.to_string(), &w.by(), typed);
                if seed.commitment().to_string() != commitment {
                    return Err(Fault::field("words", "signups-seal-words-other"));
                }
                seal::open(&tx, (id, of.round, w.n), &seed).await?;
                tx.record("draw", id, json!({ "round": of.round, "witness": w.n, "opened": true }));
                Ok(())
            })
            .await
    }
}

#[derive(Deserialize)]
struct Unseal {
    round: i32,
    is_again: bool,
}

/// Tells whoever sealed and has not opened that it is time.
pub(crate) async fn perform(job: &Job, store: &Store) -> Outcome<()> {
    let it: Unseal = job.payload_as()?;
    let which = if it.is_again { "again" } else { "open" };
    store
        .keep("signups.unseal", |tx| async move {
            let a = allotment::get(&*tx, job.root).await?.filter(|a| a.state == "standing");
            let of = seal::sealing(&*tx, job.root).await?.filter(|of| of.round == it.round && tx.now() < of.open_until);
            if let (Some(a), Some(of)) = (a, of) {
                for w in seal::witnesses(&*tx, a.id, of.round).await?.iter().filter(|w| w.has_sealed() && !w.has_opened()) {
                    notices::witness(&tx, &a, &of, w, which).await?;
                }
            }
            job.once(&tx).await
        })
        .await
}
