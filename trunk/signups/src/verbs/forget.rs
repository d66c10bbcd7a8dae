use jobs::Job;
use store::{Actor, Fault, Outcome};

use crate::house::Signups;
use crate::rows::sheets;

/// A person was deleted (PIPL, article 47): whatever may still be given up goes to the next in line, and what was written into
/// forms goes. Places that were used or whose day has passed stay in the figures, under a number that leads to nobody; receipts
/// stay with the union's books.
pub(crate) async fn erased(s: &Signups, job: &Job) -> Outcome<()> {
    let person = job.root;
    for e in s.all_entries_of(person).await?.iter().filter(|e| e.stands()) {
        match s.leave(&Actor::house(), e.allotment_id, person).await {
            Ok(_) | Err(Fault::Conflict(_) | Fault::NotFound) => {}
            Err(fault) => return Err(fault),
        }
    }
    s.store()
        .keep("signups.forget", |tx| async move {
            sheets::forget_person(&tx, person).await?;
            job.once(&tx).await
        })
        .await
}
