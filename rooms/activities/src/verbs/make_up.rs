use serde_json::json;
use store::{Actor, Fault, Outcome, Store};
use uuid::Uuid;

use super::put::occasion;
use super::remind;
use crate::rows::{activity, arranged, meeting};

/// Activities looked for at once.
const SOME: i64 = 100;

/// Makes up for what an earlier release did not do: the meetings still to come of activities announced by it become occasions at the
/// desk, where people are checked in, and get their reminders. Says for how many activities that was; done again, it finds
/// nothing, and two processes that start at once do it once.
///
/// # Errors
/// [`Fault::Database`].
pub async fn make_up(store: &Store) -> Outcome<usize> {
    let mut done = 0;
    loop {
        let some = arranged::missing(store.read(), store.now(), SOME).await?;
        if some.is_empty() {
            return Ok(done);
        }
        for id in some {
            done += usize::from(make_up_one(store, id).await?);
        }
    }
}

async fn make_up_one(store: &Store, id: Uuid) -> Outcome<bool> {
    let house = Actor::house();
    store
        .write("activities.make_up", &house, |tx| async move {
            let of = activity::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
            if !arranged::mark(&tx, id).await? {
                tx.changes_nothing();
                return Ok(false);
            }
            let all = meeting::of(&*tx, id).await?;
            if let Some(allotment) = of.allotment {
                signups::occasions(&tx, allotment, &all.iter().map(occasion).collect::<Vec<_>>()).await?;
            }
            for meeting in &all {
                remind::before(&tx, meeting).await?;
            }
            tx.record("activity", id, json!({ "made_up": all.len() }));
            Ok(true)
        })
        .await
}
