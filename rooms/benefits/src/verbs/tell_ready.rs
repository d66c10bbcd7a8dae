use inbox::{NewNotice, Room, Said, notice};
use jobs::Job;
use serde_json::json;
use store::{Outcome, Store, Tx};
use uuid::Uuid;

use crate::Benefits;
use crate::rows::benefit::{self, Benefit};

/// Put off to the instant from which a benefit's vouchers are good. Root: the benefit.
pub(crate) const READY: &str = "benefits.ready";
/// People told in one transaction.
const SOME: usize = 256;

/// Remembers to tell, in the transaction that opens the benefit. Where vouchers are good from the first day, whoever gets one sees
/// it at once and need not be told.
pub(super) async fn remember(tx: &Tx, it: &Benefit) -> Outcome<()> {
    if it.valid_from > tx.now() {
        jobs::later(tx, it.id, READY, json!({}), it.valid_from, "").await?;
    }
    Ok(())
}

/// From now on vouchers of a benefit are good: whoever has one that is paid for is told, once, by the ways he chose.
pub(crate) async fn tell(b: &Benefits, job: &Job, store: &Store) -> Outcome<()> {
    if let Some(it) = benefit::get(store.read(), job.root).await?.filter(|it| it.is_valid(store.now())) {
        // Read at one moment: whoever leaves while others are told must not push anybody out of the pages.
        let people: Vec<Uuid> = b
            .signups
            .placed(it.allotment_id, 0, u64::MAX)
            .await?
            .into_iter()
            .filter(|e| !(e.pay == "due" && e.until_at.is_some()))
            .map(|e| e.person)
            .collect();
        let it = &it;
        for some in people.chunks(SOME) {
            let tell = |tx: Tx| async move {
                for person in some {
                    notice(&tx, &ready(*person, it)).await?;
                }
                Ok(())
            };
            store.keep("benefits.tell_ready", tell).await?;
        }
    }
    store.keep("benefits.told_ready", |tx| async move { job.once(&tx).await }).await
}

fn ready(person: Uuid, it: &Benefit) -> NewNotice {
    // The last day on which it is good; validity ends with the first instant of the next.
    let last = codes::Day::from_unix_ms(it.valid_until - 1);
    let said = Said::new("benefits-notice-ready").title("title", &it.title).day("until", last);
    NewNotice::new(person, format!("benefit/{}/ready", it.id), Room::Benefits, said, format!("/vouchers/{}", it.id))
}
