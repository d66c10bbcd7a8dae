use jobs::Job;
use store::{Outcome, Store};

use crate::rows::{code, consent, measure, part};

/// A person was deleted (PIPL, article 47): measurements, heights, nicknames and consents go, from every challenge. Figures of the
/// group and facts stay: they are nobody's own.
pub(crate) async fn erased(job: &Job, store: &Store) -> Outcome<()> {
    let person = job.root;
    store
        .keep("challenges.hear", |tx| async move {
            for challenge in part::challenges_of(&*tx, person).await? {
                measure::delete_of(&tx, challenge, person).await?;
                code::delete_of(&tx, challenge, person).await?;
                consent::delete_of(&tx, challenge, person).await?;
                part::delete(&tx, challenge, person).await?;
            }
            job.once(&tx).await
        })
        .await
}
