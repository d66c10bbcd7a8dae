use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;
use store::{Outcome, Store};

use crate::rows::job;

/// What a worker has done, and what waits in the database.
#[derive(Clone, Default)]
pub struct Numbers {
    due: Gauge<i64>,
    oldest_ms: Gauge<i64>,
    parked: Gauge<i64>,
    done: Counter,
    failed: Counter,
}

impl Numbers {
    /// Makes the numbers visible under `/metrics`.
    pub fn register(&self, registry: &mut Registry) {
        registry.register("unionhall_jobs_due", "Jobs and events due and not done", self.due.clone());
        registry.register(
            "unionhall_jobs_oldest_ms",
            "Since when the oldest of them is due, in milliseconds",
            self.oldest_ms.clone(),
        );
        registry.register("unionhall_jobs_parked", "Jobs given up, waiting for a person", self.parked.clone());
        registry.register("unionhall_jobs_done", "Jobs done by this process", self.done.clone());
        registry.register("unionhall_jobs_failed", "Tries that failed in this process", self.failed.clone());
    }

    /// Reads what waits. [`crate::Worker::run`] does so several times a minute.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn refresh(&self, store: &Store) -> Outcome<()> {
        let totals = job::totals(store).await?;
        self.due.set(totals.due);
        self.oldest_ms.set(totals.oldest.map_or(0, |oldest| (store.now() - oldest).max(0)));
        self.parked.set(totals.parked);
        Ok(())
    }

    pub(crate) fn done(&self) {
        self.done.inc();
    }

    pub(crate) fn failed(&self) {
        self.failed.inc();
    }
}
