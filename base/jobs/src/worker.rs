use std::collections::{BTreeMap, HashMap};
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use store::{Fault, Outcome, Store};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::bucket::Claim;
use crate::rows;
use crate::schedule::Schedule;
use crate::{Job, Numbers, Period};

/// What other processes put down is found within this time; what this one does wakes the worker at once.
const POLL: Duration = Duration::from_secs(1);
/// After a pass the database refused.
const POLL_AFTER_FAULT: Duration = Duration::from_secs(5);
/// Buckets done at the same time by one process.
const HANDS: usize = 4;
/// Lines of a bucket taken up, and jobs of one line, before others get their turn.
const LINES: i64 = 100;
const IN_A_ROW: u32 = 100;
/// The sequences of quiet roots are swept once an hour, when unused for a day; the numbers are read every 15 seconds.
const SWEEP_EVERY_MS: i64 = 3_600_000;
const QUIET_MS: i64 = 86_400_000;
const MEASURE_EVERY_MS: i64 = 15_000;

pub(crate) type Handler = Arc<dyn Fn(Job, Store) -> Pin<Box<dyn Future<Output = Outcome<()>> + Send>> + Send + Sync>;

/// Does the work of this process. Built once at start with every handler of the house:
///
/// ```ignore
/// let worker = Worker::new(store)
///     .subscribe("membership.approved", "inbox", inbox::welcome)
///     .on("activities.remind", activities::remind)
///     .every("portal.sweep", Period::daily_at(3, 30), portal::sweep);
/// ```
#[derive(Clone)]
pub struct Worker {
    pub(crate) store: Store,
    pub(crate) schedules: Arc<Vec<Schedule>>,
    pub(crate) numbers: Numbers,
    me: Uuid,
    /// By line and kind.
    handlers: Arc<HashMap<(&'static str, &'static str), Handler>>,
    /// The lines that subscribed to an event, by its kind.
    subscribers: Arc<BTreeMap<&'static str, Vec<&'static str>>>,
    leaves: Arc<AtomicBool>,
    swept_at: Arc<AtomicI64>,
    measured_at: Arc<AtomicI64>,
}

impl Worker {
    #[must_use]
    pub fn new(store: Store) -> Self {
        Self {
            me: store.ids().new_id(store.now()),
            swept_at: Arc::new(AtomicI64::new(store.now())),
            measured_at: Arc::default(),
            store,
            schedules: Arc::default(),
            numbers: Numbers::default(),
            handlers: Arc::default(),
            subscribers: Arc::default(),
            leaves: Arc::default(),
        }
    }

    /// Who does the work that [`crate::later`] puts off under this kind. The handler is `async fn(Job, Store) -> Outcome<()>`,
    /// and either idempotent or ended by [`Job::once`]. The last one given for a kind counts.
    #[must_use]
    pub fn on<F, Fut>(self, kind: &'static str, handler: F) -> Self
    where
        F: Fn(Job, Store) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Outcome<()>> + Send + 'static,
    {
        self.with(kind, kind, handler)
    }

    /// Delivers every event of this kind to the room named `who`, apart from whoever else subscribed. A room's events of one
    /// root come in the order they happened in, whatever their kinds.
    #[must_use]
    pub fn subscribe<F, Fut>(mut self, kind: &'static str, who: &'static str, handler: F) -> Self
    where
        F: Fn(Job, Store) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Outcome<()>> + Send + 'static,
    {
        let lines = Arc::make_mut(&mut self.subscribers).entry(kind).or_default();
        if !lines.contains(&who) {
            lines.push(who);
        }
        self.with(who, kind, handler)
    }

    /// Does this work whenever its period comes round, first at the next instant of it.
    #[must_use]
    pub fn every<F, Fut>(mut self, kind: &'static str, period: Period, handler: F) -> Self
    where
        F: Fn(Job, Store) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Outcome<()>> + Send + 'static,
    {
        let schedules = Arc::make_mut(&mut self.schedules);
        schedules.retain(|s| s.kind != kind);
        schedules.push(Schedule { kind, period });
        self.with(kind, kind, handler)
    }

    fn with<F, Fut>(mut self, line: &'static str, kind: &'static str, handler: F) -> Self
    where
        F: Fn(Job, Store) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Outcome<()>> + Send + 'static,
    {
        let handler: Handler = Arc::new(move |job, store| Box::pin(handler(job, store)));
        Arc::make_mut(&mut self.handlers).insert((line, kind), handler);
        self
    }

    pub(crate) fn handler(&self, line: &str, kind: &str) -> Option<Handler> {
        // The keys are static, so the borrowed pair cannot be looked up as it is; there are a few dozen of them.
        self.handlers.iter().find(|((l, k), _)| *l == line && *k == kind).map(|(_, handler)| Arc::clone(handler))
    }

    pub(crate) fn subscribers_of(&self, kind: &str) -> &[&'static str] {
        self.subscribers.get(kind).map_or(&[], Vec::as_slice)
    }

    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// What this worker has done and what waits, to be registered under `/metrics`.
    #[must_use]
    pub fn numbers(&self) -> &Numbers {
        &self.numbers
    }

    /// Does all work that is due now, with whatever that work brings about, and says how many tries that took. What another
    /// process holds is left to it.
    ///
    /// # Errors
    /// [`Fault::Database`] when the database cannot serve; what fails in a handler is written beside its job.
    pub async fn tick(&self) -> Outcome<u64> {
        let mut tries = 0;
        loop {
            match self.pass().await? {
                0 => return Ok(tries),
                more => tries += more,
            }
        }
    }

    /// Works until `stop`, then ends the jobs in hand and returns.
    pub async fn run(&self, stop: impl Future<Output = ()>) {
        let mut stop = pin!(stop);
        loop {
            let pause = {
                let mut working = pin!(self.tick());
                let ended = tokio::select! {
                    ended = &mut working => ended,
                    () = &mut stop => {
                        self.leaves.store(true, Ordering::Relaxed);
                        working.await
                    }
                };
                match ended {
                    Ok(_) => POLL,
                    Err(fault) => {
                        tracing::error!(%fault, "jobs wait");
                        POLL_AFTER_FAULT
                    }
                }
            };
            if self.leaves.load(Ordering::Relaxed) {
                return;
            }
            self.look_after().await;
            tokio::select! {
                () = &mut stop => return,
                () = self.store.woken().notified() => {}
                () = tokio::time::sleep(pause) => {}
            }
        }
    }

    async fn pass(&self) -> Outcome<u64> {
        self.come_round().await?;
        let mut buckets = rows::bucket::waiting(&self.store).await?.into_iter();
        let (mut busy, mut tries) = (JoinSet::new(), 0);
        loop {
            while busy.len() < HANDS
                && !self.leaves.load(Ordering::Relaxed)
                && let Some(bucket) = buckets.next()
            {
                let worker = self.clone();
                busy.spawn(async move { worker.empty(bucket).await });
            }
            match busy.join_next().await {
                Some(done) => tries += done.map_err(|error| Fault::Internal(error.to_string()))??,
                None => return Ok(tries),
            }
        }
    }

    /// Does what is due in one bucket, unless another worker holds it.
    async fn empty(&self, bucket: i32) -> Outcome<u64> {
        let Some(mut claim) = Claim::take(&self.store, bucket, self.me).await? else { return Ok(0) };
        let outcome = self.work(&mut claim).await;
        claim.release(&self.store).await?;
        outcome
    }

    async fn work(&self, claim: &mut Claim) -> Outcome<u64> {
        self.deal_out(claim.bucket).await?;
        let mut tries = 0;
        for due in rows::job::due_lines(&self.store, claim.bucket, LINES).await? {
            for _ in 0..IN_A_ROW {
                if self.leaves.load(Ordering::Relaxed) || !claim.holds(&self.store).await? {
                    return Ok(tries);
                }
                let Some(row) = rows::job::first_due(&self.store, due.root, &due.line).await? else { break };
                tries += 1;
                if !self.perform(&row, claim).await? {
                    break;
                }
            }
        }
        Ok(tries)
    }

    /// The worker's own housekeeping between passes.
    async fn look_after(&self) {
        let now = self.store.now();
        let is_time = |at: &AtomicI64, every: i64| now - at.load(Ordering::Relaxed) >= every;
        if is_time(&self.measured_at, MEASURE_EVERY_MS) {
            self.measured_at.store(now, Ordering::Relaxed);
            if let Err(fault) = self.numbers.refresh(&self.store).await {
                tracing::warn!(%fault, "the jobs are not counted");
            }
        }
        if is_time(&self.swept_at, SWEEP_EVERY_MS) {
            self.swept_at.store(now, Ordering::Relaxed);
            if let Err(fault) = rows::line::sweep(&self.store, now - QUIET_MS).await {
                tracing::warn!(%fault, "quiet roots are not swept");
            }
        }
    }
}
