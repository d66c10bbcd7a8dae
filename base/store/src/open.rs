//! Opening a database, and how the two engines differ in that.

use std::path::PathBuf;
use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;

use sea_orm::{DatabaseConnection, SqlxPostgresConnector, SqlxSqliteConnector};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions, PgSslMode};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Executor as _};
use tokio::sync::Notify;

use crate::readers::Readers;
use crate::{Clock, Engine, Fault, Ids, Instant, Keyring, Outcome, Versions, WriteNumbers, scalar};

/// Readers on SQLite: enough that a slow report does not keep pages waiting, few enough for a small machine.
const SQLITE_READERS: usize = 8;
/// Connections to PostgreSQL for each core of this machine, at least and at most so many, for reading and as many for writing:
/// each prepares every statement and reads the catalogue for itself, so that more of them than can work at once make a cold house
/// colder.
const POSTGRES_CONNECTIONS: (u32, u32, u32) = (4, 8, 32);
/// What PostgreSQL takes one row found by its index to cost, in rows read in order. It supposes a turning disk and 4; a house's
/// tables are in memory or on a disk without moving parts, and at 4 the sessions of sixty people are looked for by reading all
/// there are (16 ms instead of 3 among 23,000).
pub(crate) const POSTGRES_PLANS: &str = "SET random_page_cost = 1.1";
/// Pages of 4 KB in the log before it is folded into the file: a page changed a hundred times meanwhile is folded once. Four and
/// eight times as many made no difference to the desk that could be told from the noise.
const CHECKPOINT_PAGES: &str = "8192";
/// More than any batch reads.
const ROWS_AT_ONCE: usize = 1_024;
/// How long another process may hold SQLite's write lock before a write is given up.
const BUSY: Duration = Duration::from_secs(10);

/// Which database to open.
#[derive(Clone, Debug)]
pub enum Location {
    /// A SQLite file; made if missing.
    File(PathBuf),
    /// A SQLite file of a test: the same in every way, except that nothing waits for the disk.
    Scratch(PathBuf),
    /// `postgres://user@host/database`.
    Postgres(String),
}

/// A handle on the database, cheap to clone.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    engine: Engine,
    writer: DatabaseConnection,
    readers: Readers,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
    keyring: Keyring,
    versions: Versions,
    numbers: WriteNumbers,
    woken: Notify,
}

impl Store {
    /// Opens a database without touching its tables; see [`Store::migrate`].
    ///
    /// # Errors
    /// [`Fault::Database`] when it cannot be reached, [`Fault::Internal`] when the URL cannot be read.
    pub async fn open(location: &Location, clock: Arc<dyn Clock>, ids: Arc<dyn Ids>, keyring: Keyring) -> Outcome<Self> {
        let (engine, writer, readers) = match location {
            Location::File(path) => sqlite(path.clone(), SqliteSynchronous::Full).await?,
            Location::Scratch(path) => sqlite(path.clone(), SqliteSynchronous::Off).await?,
            Location::Postgres(url) => postgres(url).await?,
        };
        Ok(Self(Arc::new(Inner {
            engine,
            writer,
            readers,
            clock,
            ids,
            keyring,
            versions: Versions::default(),
            numbers: WriteNumbers::default(),
            woken: Notify::new(),
        })))
    }

    #[must_use]
    pub fn engine(&self) -> Engine {
        self.0.engine
    }

    /// For reading only.
    #[must_use]
    pub fn read(&self) -> &Readers {
        &self.0.readers
    }

    pub(crate) fn writer(&self) -> &DatabaseConnection {
        &self.0.writer
    }

    /// The house's clock, unix milliseconds.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.0.clock.now()
    }

    #[must_use]
    pub fn ids(&self) -> &dyn Ids {
        &*self.0.ids
    }

    #[must_use]
    pub fn keyring(&self) -> &Keyring {
        &self.0.keyring
    }

    #[must_use]
    pub fn versions(&self) -> &Versions {
        &self.0.versions
    }

    #[must_use]
    pub fn numbers(&self) -> &WriteNumbers {
        &self.0.numbers
    }

    /// Told after every commit here that asked for it by [`crate::Tx::wake`]; what other processes commit is found by looking.
    #[must_use]
    pub fn woken(&self) -> &Notify {
        &self.0.woken
    }

    /// How far the database's clock is ahead of the house's, in milliseconds. Always about 0 on SQLite, which has no clock of
    /// its own.
    ///
    /// # Errors
    /// [`Fault::Database`]: the database does not answer.
    pub async fn clock_drift(&self) -> Outcome<i64> {
        let sql = match self.engine() {
            Engine::Sqlite => "SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)",
            Engine::Postgres => "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)",
        };
        let theirs: Option<i64> = scalar(self.read(), sql, []).await?;
        Ok(theirs.unwrap_or(0) - self.now())
    }

    /// What the writing connection itself says of how it commits: `synchronous=2` (FULL) on SQLite; on PostgreSQL
    /// `synchronous_commit` and `fsync` of the server.
    ///
    /// # Errors
    /// [`Fault::Database`].
    pub async fn durability(&self) -> Outcome<String> {
        match self.engine() {
            Engine::Sqlite => {
                let level: Option<i64> = scalar(self.writer(), "PRAGMA synchronous", []).await?;
                Ok(format!("synchronous={}", level.unwrap_or(0)))
            }
            Engine::Postgres => {
                let commit: Option<String> = scalar(self.writer(), "SHOW synchronous_commit", []).await?;
                let fsync: Option<String> = scalar(self.writer(), "SHOW fsync", []).await?;
                Ok(format!("synchronous_commit={} fsync={}", commit.unwrap_or_default(), fsync.unwrap_or_default()))
            }
        }
    }

    /// Refreshes what the query planner knows after much was written at once.
    ///
    /// # Errors
    /// [`Fault::Database`].
    pub async fn analyse(&self) -> Outcome<()> {
        use sea_orm::ConnectionTrait as _;
        self.writer().execute_unprepared("ANALYZE").await?;
        Ok(())
    }

    /// Writes everything out and closes all connections.
    pub async fn close(self) {
        self.0.readers.close().await;
        let _ = self.0.writer.clone().close().await;
    }
}

async fn sqlite(path: PathBuf, synchronous: SqliteSynchronous) -> Outcome<(Engine, DatabaseConnection, Readers)> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(synchronous)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .statement_cache_capacity(512)
        // A batch's rows are handed over at once; the driver's 50 would send it to and fro between two threads.
        .row_buffer_size(ROWS_AT_ONCE)
        .pragma("wal_autocheckpoint", CHECKPOINT_PAGES)
        .pragma("cache_size", "-65536")
        .pragma("temp_store", "MEMORY")
        .disable_statement_logging();
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(Duration::from_secs(30))
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .connect_with(options.clone())
        .await
        .map_err(opening)?;
    let readers = Readers::sqlite(options.read_only(true).create_if_missing(false), SQLITE_READERS).await.map_err(opening)?;
    Ok((Engine::Sqlite, SqlxSqliteConnector::from_sqlx_sqlite_pool(writer), readers))
}

async fn postgres(url: &str) -> Outcome<(Engine, DatabaseConnection, Readers)> {
    let options = PgConnectOptions::from_str(url).map_err(opening)?.statement_cache_capacity(512).disable_statement_logging();
    let options = if is_this_machine(options.get_host()) && !url.contains("sslmode") {
        // Encrypted, a statement of more than one TLS record (16 KB) leaves in two packets, and the second waits 40 ms for the
        // delayed acknowledgement of the first: the driver does not set TCP_NODELAY. There is nobody to hide from on the way
        // to oneself.
        options.ssl_mode(PgSslMode::Disable)
    } else {
        options
    };
    let (each, least, most) = POSTGRES_CONNECTIONS;
    let cores = std::thread::available_parallelism().map_or(1, |n| u32::try_from(n.get()).unwrap_or(most));
    let many = cores.saturating_mul(each).clamp(least, most);
    let writer = PgPoolOptions::new()
        .max_connections(many)
        .acquire_timeout(Duration::from_secs(30))
        .test_before_acquire(false)
        .after_connect(|connection, _| {
            Box::pin(async move {
                connection.execute(POSTGRES_PLANS).await?;
                Ok(())
            })
        })
        .connect_with(options.clone())
        .await
        .map_err(opening)?;
    let readers = Readers::postgres(options, usize::try_from(many).unwrap_or(usize::MAX)).await.map_err(opening)?;
    Ok((Engine::Postgres, SqlxPostgresConnector::from_sqlx_postgres_pool(writer), readers))
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn opening(error: sqlx::Error) -> Fault {
    Fault::Database(sea_orm::DbErr::Conn(sea_orm::RuntimeErr::SqlxError(error.into())))
}
