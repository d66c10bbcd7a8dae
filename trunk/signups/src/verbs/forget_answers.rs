//! Answers live no longer than they are needed.

use serde_json::json;
use store::{Actor, Fault, Outcome, Store};
use uuid::Uuid;

use crate::rows::{allotment, sheets};

/// So many days after the last meeting nobody needs any more what was written when signing up: what was ordered has been settled, and
/// whoever was missing or hurt has been looked after. Whoever signs up is told this number beside the questions.
pub(crate) const KEPT_DAYS: i64 = 30;
const DAY: i64 = 86_400_000;
/// Answers deleted in one transaction; a few milliseconds.
const AT_ONCE: i64 = 500;
/// Allotments in one night; the next night takes the others.
const MOST: i64 = 1_000;

/// Deletes the answers of whatever is over for [`KEPT_DAYS`], whatever became of each entry; that they were deleted, and when, is kept.
/// May run beside everything else and be broken off anywhere. Says how many answers that were.
///
/// # Errors
/// [`store::Fault::Database`]; what was deleted until then stays deleted.
pub async fn forget_answers(store: &Store) -> Outcome<u64> {
    let mut forgotten = 0;
    for id in sheets::due(store.read(), store.now(), KEPT_DAYS * DAY, MOST).await? {
        forgotten += forget(store, id).await?;
    }
    Ok(forgotten)
}

async fn forget(store: &Store, id: Uuid) -> Outcome<u64> {
    let mut forgotten = 0;
    loop {
        let some = store.keep("signups.forget_some", |tx| async move {
            allotment::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
            sheets::forget_some(&tx, id, AT_ONCE).await
        });
        let some = some.await?;
        forgotten += some;
        if some == 0 {
            break;
        }
    }
    store
        .write("signups.forget_answers", &Actor::house(), |tx| async move {
            sheets::forgotten(&tx, id).await?;
            tx.record("allotment", id, json!({ "forgotten": "answers", "sheets": forgotten }));
            Ok(forgotten)
        })
        .await
}
