use jobs::Job;
use store::{Outcome, Store};

use crate::rows::entry;

/// A person was deleted (PIPL, article 47): whatever he answered when signing up goes. Numbers, heads and money stay: they are
/// figures of the union, under an ordinal that leads nowhere.
pub(crate) async fn erased(job: &Job, store: &Store) -> Outcome<()> {
    store
        .keep("signups.hear", |tx| async move {
            entry::forget_answers(&tx, job.root).await?;
            job.once(&tx).await
        })
        .await
}
