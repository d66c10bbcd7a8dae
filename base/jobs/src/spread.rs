use store::Outcome;

use crate::Worker;
use crate::rows::{job, outbox};

/// Events dealt out in one transaction: few enough that the writer is never held for long.
const BATCH: i64 = 50;

impl Worker {
    /// Deals the events of a bucket out to the rooms that subscribed: one job each, put down in the transaction that takes the
    /// event out of the outbox. An event nobody subscribed to is dealt out to nobody.
    pub(crate) async fn deal_out(&self, bucket: i32) -> Outcome<()> {
        loop {
            let events = &outbox::first(&self.store, bucket, BATCH).await?;
            if events.is_empty() {
                return Ok(());
            }
            self.store
                .keep("jobs.deal_out", |tx| async move {
                    for event in events {
                        if !outbox::take(&tx, event).await? {
                            continue;
                        }
                        for line in self.subscribers_of(&event.kind) {
                            let new = job::New {
                                root: event.root,
                                seq: event.seq,
                                bucket,
                                line,
                                kind: &event.kind,
                                key: &event.id.to_string(),
                                payload: &event.payload,
                                turn: event.seq,
                                due_at: event.at,
                            };
                            job::put(&tx, &new).await?;
                        }
                    }
                    Ok(())
                })
                .await?;
        }
    }
}
