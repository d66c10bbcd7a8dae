use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr, Statement};
use sea_query_sqlx::SqlxValues;
use sqlx::postgres::PgConnectOptions;
use sqlx::query::Query;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Database, Executor, IntoArguments, Postgres, Sqlite};
use tokio::sync::{Semaphore, SemaphorePermit, TryAcquireError};

use crate::open::POSTGRES_PLANS;

/// How long a reader waits for a connection before it is told that the house is too busy.
const PATIENCE: Duration = Duration::from_secs(30);

/// The connections for reading; what is asked through one cannot write. A statement borrows one and gives it back; the one used
/// last is used next, so that a quiet house works with few, whose statements are prepared and whose pages are at hand.
///
/// The driver's own pool asks each connection after every statement whether it still lives, which doubles the way to the
/// database. Here a connection is given back only by a statement that came to its end, and one that turns out to have died while
/// it lay idle is replaced by another and asked again: a read may be repeated.
pub struct Readers(Lane);

pub(crate) enum Lane {
    Sqlite(Idle<Sqlite>),
    Postgres(Idle<Postgres>),
}

pub(crate) struct Idle<DB: Database> {
    options: <DB::Connection as Connection>::Options,
    /// Run on every connection that is opened.
    greetings: Vec<&'static str>,
    seats: Semaphore,
    idle: Mutex<Vec<DB::Connection>>,
}

impl Readers {
    /// # Errors
    /// The database does not answer.
    pub(crate) async fn sqlite(options: SqliteConnectOptions, most: usize) -> Result<Self, sqlx::Error> {
        Ok(Self(Lane::Sqlite(Idle::open(options, Vec::new(), most).await?)))
    }

    /// # Errors
    /// The database does not answer.
    pub(crate) async fn postgres(options: PgConnectOptions, most: usize) -> Result<Self, sqlx::Error> {
        let read_only = "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY";
        Ok(Self(Lane::Postgres(Idle::open(options, vec![read_only, POSTGRES_PLANS], most).await?)))
    }

    pub(crate) fn lane(&self) -> &Lane {
        &self.0
    }

    /// Closes what lies idle; whoever asks afterwards is refused.
    pub(crate) async fn close(&self) {
        match &self.0 {
            Lane::Sqlite(idle) => idle.close().await,
            Lane::Postgres(idle) => idle.close().await,
        }
    }
}

impl<DB: Database> Idle<DB> {
    fn give_back(&self, connection: DB::Connection) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
    }

    fn take_idle(&self) -> Option<DB::Connection> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }
}

impl<DB: Database> Idle<DB>
where
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
{
    async fn open(
        options: <DB::Connection as Connection>::Options,
        greetings: Vec<&'static str>,
        most: usize,
    ) -> Result<Self, sqlx::Error> {
        let first = Self { options, greetings, seats: Semaphore::new(most), idle: Mutex::default() };
        let connection = first.connect().await?;
        first.give_back(connection);
        Ok(first)
    }

    async fn connect(&self) -> Result<DB::Connection, sqlx::Error> {
        let mut connection = self.options.connect().await?;
        for greeting in &self.greetings {
            (&mut connection).execute(*greeting).await?;
        }
        Ok(connection)
    }

    pub(crate) async fn borrow(&self) -> Result<Borrowed<'_, DB>, sqlx::Error> {
        let seat = match self.seats.try_acquire() {
            Ok(seat) => seat,
            Err(TryAcquireError::Closed) => return Err(sqlx::Error::PoolClosed),
            Err(TryAcquireError::NoPermits) => {
                let seat = tokio::time::timeout(PATIENCE, self.seats.acquire()).await.map_err(|_| sqlx::Error::PoolTimedOut)?;
                seat.map_err(|_| sqlx::Error::PoolClosed)?
            }
        };
        let (connection, is_new) = match self.take_idle() {
            Some(connection) => (connection, false),
            None => (self.connect().await?, true),
        };
        Ok(Borrowed { of: self, connection, is_new, _seat: seat })
    }

    async fn close(&self) {
        self.seats.close();
        while let Some(connection) = self.take_idle() {
            let _ = connection.close().await;
        }
    }
}

/// A connection on its way through one statement. It is given back only behind the statement's end: whoever goes away in between
/// (a reader who closed the page) takes it along, for nobody knows what still comes through it.
pub(crate) struct Borrowed<'r, DB: Database> {
    of: &'r Idle<DB>,
    connection: DB::Connection,
    is_new: bool,
    _seat: SemaphorePermit<'r>,
}

impl<DB: Database> Borrowed<'_, DB> {
    pub(crate) fn connection(&mut self) -> &mut DB::Connection {
        &mut self.connection
    }

    pub(crate) fn is_new(&self) -> bool {
        self.is_new
    }

    pub(crate) fn give_back(self) {
        self.of.give_back(self.connection);
    }

    /// The statement came to its end with this answer; nothing where it had better be asked again, through another connection.
    fn answered<T>(self, answer: Result<T, sqlx::Error>) -> Option<Result<T, sqlx::Error>> {
        match answer {
            Err(error) if is_broken(&error) && !self.is_new => {
                tracing::debug!(%error, "a connection died while it lay idle");
                None
            }
            Err(error) if is_broken(&error) => Some(Err(error)),
            answer => {
                self.of.give_back(self.connection);
                Some(answer)
            }
        }
    }
}

/// Whether the connection is of no more use: not an answer to the statement, or the server's word that it is going away
/// (SQLSTATE class 57P).
fn is_broken(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Database(said) => said.code().is_some_and(|code| code.starts_with("57P")),
        sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::Protocol(_) | sqlx::Error::WorkerCrashed => true,
        _ => false,
    }
}

pub(crate) fn query<DB: Database>(statement: &Statement) -> Query<'_, DB, SqlxValues>
where
    SqlxValues: IntoArguments<DB>,
{
    let values = statement.values.clone().unwrap_or(sea_orm::sea_query::Values(Vec::new()));
    sqlx::query_with(AssertSqlSafe(statement.sql.as_str()), SqlxValues(values))
}

/// The same few words for both drivers: how a connection is asked, what becomes of the answer, and what a fault is called.
macro_rules! ask {
    ($idle:expr, |$connection:ident| $ask:expr, |$found:ident| $answer:expr, $fault:path) => {
        loop {
            let told = match $idle.borrow().await {
                Ok(mut borrowed) => {
                    let $connection = &mut borrowed.connection;
                    let answer = $ask.await;
                    borrowed.answered(answer)
                }
                Err(error) => Some(Err(error)),
            };
            match told {
                Some(Ok($found)) => break Ok($answer),
                Some(Err(error)) => break Err($fault(RuntimeErr::SqlxError(error.into()))),
                None => {}
            }
        }
    };
    ($readers:expr; $($how:tt)*) => {
        match &$readers.0 {
            Lane::Sqlite(idle) => ask!(idle, $($how)*),
            Lane::Postgres(idle) => ask!(idle, $($how)*),
        }
    };
}

#[async_trait::async_trait]
impl ConnectionTrait for Readers {
    fn get_database_backend(&self) -> DbBackend {
        match &self.0 {
            Lane::Sqlite(_) => DbBackend::Sqlite,
            Lane::Postgres(_) => DbBackend::Postgres,
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        ask!(self; |c| query(&statement).execute(c), |done| done.into(), DbErr::Exec)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        ask!(self; |c| c.execute(AssertSqlSafe(sql)), |done| done.into(), DbErr::Exec)
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        ask!(self; |c| query(&statement).fetch_optional(c), |row| row.map(QueryResult::from), DbErr::Query)
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        ask!(self; |c| query(&statement).fetch_all(c), |rows| rows.into_iter().map(QueryResult::from).collect(), DbErr::Query)
    }
}
