use store::Outcome;

use crate::bucket::root_of_name;
use crate::rows::{job, line, schedule};
use crate::{Period, Worker, bucket_of};

/// A kind of work that comes round.
#[derive(Clone, Copy)]
pub(crate) struct Schedule {
    pub kind: &'static str,
    pub period: Period,
}

impl Worker {
    /// Puts down a job for every schedule that has come round. Of several processes one moves the schedule on, and puts the
    /// job down in the same transaction. Rounds missed while the house was closed are made up by one; a round whose forerunner
    /// is still being tried is left out.
    pub(crate) async fn come_round(&self) -> Outcome<()> {
        if self.schedules.is_empty() {
            return Ok(());
        }
        let now = self.store.now();
        let known = schedule::all_next(&self.store).await?;
        for one in self.schedules.iter() {
            let planned = one.period.next_after(now);
            match known.iter().find(|k| k.name == one.kind).map(|k| k.next_at) {
                None => schedule::create(&self.store, one.kind, planned).await?,
                Some(next) if next <= now => self.put_down(one.kind, next, planned).await?,
                // A later release may have made the period shorter.
                Some(next) if next > planned => {
                    self.store
                        .keep("jobs.schedule", |tx| async move { schedule::advance(&tx, one.kind, next, planned).await })
                        .await?;
                }
                Some(_) => {}
            }
        }
        Ok(())
    }

    async fn put_down(&self, kind: &'static str, due_at: i64, next_at: i64) -> Outcome<()> {
        let root = root_of_name(kind);
        self.store
            .keep("jobs.schedule", |tx| async move {
                if !schedule::advance(&tx, kind, due_at, next_at).await? || job::is_waiting(&tx, root, kind).await? {
                    return Ok(());
                }
                let seq = line::next(&tx, root).await?;
                let (key, bucket) = (due_at.to_string(), bucket_of(root));
                job::put(&tx, &job::New { root, seq, bucket, line: kind, kind, key: &key, payload: "{}", turn: due_at, due_at })
                    .await
            })
            .await
    }
}
