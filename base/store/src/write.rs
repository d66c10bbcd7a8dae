use std::future::Future;
use std::ops::Deref;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use sea_orm::{
    DatabaseTransaction, FromQueryResult, IsolationLevel, SqliteTransactionMode, TransactionOptions, TransactionTrait as _, Value,
};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::audit::Pending;
use crate::{Actor, Engine, Fault, Instant, Outcome, Store, Subject, audit, versions};

/// How often two transactions that met are tried again before the reader is told to try himself.
const TRIES: u32 = 8;

/// An open write transaction. It dereferences to the database connection, so the typed API and the text queries run on it;
/// it carries the one instant everything in it happened at.
///
/// A closure that gets a `Tx` must not keep it: the commit needs it back.
#[derive(Clone)]
pub struct Tx(Arc<Inner>);

struct Inner {
    db: DatabaseTransaction,
    store: Store,
    now: Instant,
    lines: Mutex<Vec<Pending>>,
    bumped: Mutex<Vec<&'static str>>,
    wakes: AtomicBool,
    is_idle: AtomicBool,
}

impl Deref for Tx {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.0.db
    }
}

impl Tx {
    /// The instant of this transaction, unix milliseconds.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.0.now
    }

    /// A new UUIDv7 of this instant.
    #[must_use]
    pub fn new_id(&self) -> Uuid {
        self.0.store.ids().new_id(self.0.now)
    }

    #[must_use]
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// Adds the audit line: this act was about this subject. Every write has at least one. `detail` is a JSON object of ids,
    /// ordinals and figures, never a name, a phone or anything sealed.
    pub fn record(&self, kind: &'static str, id: Uuid, detail: Json) {
        self.line(Pending { subject: Subject { kind, id }, detail, by: None });
    }

    /// As [`Tx::record`], where one transaction carries the acts of many: this line is the act of `by`.
    pub fn record_for(&self, by: &Actor, kind: &'static str, id: Uuid, detail: Json) {
        self.line(Pending { subject: Subject { kind, id }, detail, by: Some(by.clone()) });
    }

    fn line(&self, line: Pending) {
        self.0.lines.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    }

    /// This write turned out to change nothing (everybody had been there before), so it has no subject to record.
    pub fn changes_nothing(&self) {
        self.0.is_idle.store(true, Ordering::Relaxed);
    }

    /// Tells every process that what it cached under this name is stale, once this transaction is committed.
    pub fn bump(&self, version: &'static str) {
        let mut bumped = self.0.bumped.lock().unwrap_or_else(PoisonError::into_inner);
        if !bumped.contains(&version) {
            bumped.push(version);
        }
    }

    /// Once this is committed, whoever waits for [`Store::woken`] in this process goes on.
    pub fn wake(&self) {
        self.0.wakes.store(true, Ordering::Relaxed);
    }

    /// Reads one row and holds it until the commit: whoever wants to change the same row waits. `sql` is a plain `SELECT`
    /// whose `WHERE` names the root and the key.
    ///
    /// # Errors
    /// [`Fault::Database`].
    pub async fn lock<T: FromQueryResult>(&self, sql: &str, binds: impl IntoIterator<Item = Value>) -> Outcome<Option<T>> {
        let sql = format!("{sql}{}", self.0.store.engine().for_update());
        crate::one(&**self, &sql, binds).await
    }

    /// As [`Tx::lock`], for several rows at once. `sql` orders them by their key, so that two transactions which want the same
    /// rows take them in the same order.
    ///
    /// # Errors
    /// [`Fault::Database`].
    pub async fn lock_all<T: FromQueryResult>(&self, sql: &str, binds: impl IntoIterator<Item = Value>) -> Outcome<Vec<T>> {
        let sql = format!("{sql}{}", self.0.store.engine().for_update());
        crate::all(&**self, &sql, binds).await
    }
}

impl Store {
    /// Runs `f` in a write transaction and commits it with its audit lines, or leaves no trace.
    ///
    /// `verb` is the users' own name of the act (`organisation.found`). `f` may run several times, when two transactions met;
    /// it must therefore do nothing but write through its `Tx`.
    ///
    /// # Errors
    /// Whatever `f` answers; [`Fault::Database`] when the database cannot serve; [`Fault::Internal`] when `f` recorded no
    /// subject or kept its `Tx`.
    pub async fn write<T, F, Fut>(&self, verb: &'static str, actor: &Actor, f: F) -> Outcome<T>
    where
        F: Fn(Tx) -> Fut,
        Fut: Future<Output = Outcome<T>>,
    {
        self.transact(verb, Some(actor), f).await
    }

    /// A write that is nobody's act and needs no audit line: sessions seen, jobs claimed, codes sent, staging rows.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub async fn keep<T, F, Fut>(&self, what: &'static str, f: F) -> Outcome<T>
    where
        F: Fn(Tx) -> Fut,
        Fut: Future<Output = Outcome<T>>,
    {
        self.transact(what, None, f).await
    }

    async fn transact<T, F, Fut>(&self, verb: &'static str, actor: Option<&Actor>, f: F) -> Outcome<T>
    where
        F: Fn(Tx) -> Fut,
        Fut: Future<Output = Outcome<T>>,
    {
        let mut tries = 0;
        loop {
            tries += 1;
            match self.attempt(verb, actor, &f).await {
                Err(fault) if fault.is_retryable() && tries < TRIES => tracing::debug!(verb, tries, "transaction met another"),
                outcome => return outcome,
            }
        }
    }

    async fn attempt<T, F, Fut>(&self, verb: &'static str, actor: Option<&Actor>, f: &F) -> Outcome<T>
    where
        F: Fn(Tx) -> Fut,
        Fut: Future<Output = Outcome<T>>,
    {
        let db = self.writer().begin_with_options(options(self.engine())).await?;
        // The clock of the measurement is the machine's, not the house's: a frozen test clock measures nothing.
        let started = std::time::Instant::now();
        let tx = Tx(Arc::new(Inner {
            db,
            store: self.clone(),
            now: self.now(),
            lines: Mutex::default(),
            bumped: Mutex::default(),
            wakes: AtomicBool::default(),
            is_idle: AtomicBool::default(),
        }));
        let value = f(tx.clone()).await?;
        let lines = std::mem::take(&mut *tx.0.lines.lock().unwrap_or_else(PoisonError::into_inner));
        match actor {
            Some(_) if lines.is_empty() && tx.0.is_idle.load(Ordering::Relaxed) => {}
            Some(_) if lines.is_empty() => return Err(Fault::Internal(format!("{verb} recorded no subject"))),
            Some(actor) => audit::insert(&tx, verb, actor, &lines).await?,
            None => {}
        }
        let bumped = std::mem::take(&mut *tx.0.bumped.lock().unwrap_or_else(PoisonError::into_inner));
        let mut raised = Vec::with_capacity(bumped.len());
        for name in bumped {
            raised.push((name, versions::raise(&tx, name).await?));
        }
        let Some(inner) = Arc::into_inner(tx.0) else {
            return Err(Fault::Internal(format!("{verb} kept its transaction")));
        };
        inner.db.commit().await?;
        for (name, value) in raised {
            self.versions().saw(name, value);
        }
        if inner.wakes.load(Ordering::Relaxed) {
            self.woken().notify_one();
        }
        self.numbers().wrote(verb, started.elapsed());
        Ok(value)
    }
}

fn options(engine: Engine) -> TransactionOptions {
    match engine {
        Engine::Sqlite => TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        },
        Engine::Postgres => {
            TransactionOptions { isolation_level: Some(IsolationLevel::ReadCommitted), ..TransactionOptions::default() }
        }
    }
}
