use std::time::Duration;

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// No write transaction should hold the one writer longer than this.
const LONGEST_WRITE: Duration = Duration::from_millis(50);

/// How long the writes of this process took.
pub struct WriteNumbers {
    seconds: Histogram,
    long: Counter,
}

impl Default for WriteNumbers {
    fn default() -> Self {
        let buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0];
        Self { seconds: Histogram::new(buckets), long: Counter::default() }
    }
}

impl WriteNumbers {
    pub(crate) fn wrote(&self, verb: &'static str, took: Duration) {
        self.seconds.observe(took.as_secs_f64());
        if took > LONGEST_WRITE {
            self.long.inc();
            tracing::warn!(verb, ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX), "a write held the writer for long");
        }
    }

    /// How many writes took longer than 50 ms.
    #[must_use]
    pub fn long_writes(&self) -> u64 {
        self.long.get()
    }

    /// Makes the numbers visible under `/metrics`.
    pub fn register(&self, registry: &mut Registry) {
        registry.register("unionhall_write_seconds", "Duration of write transactions", self.seconds.clone());
        registry.register("unionhall_long_writes", "Write transactions longer than 50 ms", self.long.clone());
    }
}
