//! Several questions of one snapshot of the database.

use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr, Statement};
use sqlx::{AssertSqlSafe, Database, Executor, Postgres, Sqlite};
use tokio::sync::Mutex;

use crate::readers::{Borrowed, Idle, Lane, query};
use crate::{Outcome, Store};

/// A reader that sees the database as it was at its first question, whatever is written meanwhile. It holds a connection: ask
/// quickly and [`Snapshot::close`]; one that is dropped takes its connection along.
pub struct Snapshot<'r>(Held<'r>);

enum Held<'r> {
    Sqlite(Mutex<Borrowed<'r, Sqlite>>),
    Postgres(Mutex<Borrowed<'r, Postgres>>),
}

impl Store {
    /// Begins a snapshot.
    ///
    /// # Errors
    /// [`crate::Fault::Database`].
    pub async fn snapshot(&self) -> Outcome<Snapshot<'_>> {
        let held = match self.read().lane() {
            Lane::Sqlite(idle) => Held::Sqlite(Mutex::new(begin(idle, "BEGIN").await?)),
            Lane::Postgres(idle) => {
                Held::Postgres(Mutex::new(begin(idle, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?))
            }
        };
        Ok(Snapshot(held))
    }
}

/// A connection that died while it lay idle is replaced by another.
async fn begin<'r, DB: Database>(idle: &'r Idle<DB>, words: &'static str) -> Result<Borrowed<'r, DB>, DbErr>
where
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
{
    loop {
        let mut borrowed = idle.borrow().await.map_err(asking)?;
        match borrowed.connection().execute(words).await {
            Ok(_) => return Ok(borrowed),
            Err(_) if !borrowed.is_new() => {}
            Err(error) => return Err(asking(error)),
        }
    }
}

fn asking(error: sqlx::Error) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(error.into()))
}

impl Snapshot<'_> {
    /// Gives the connection back.
    pub async fn close(self) {
        match self.0 {
            Held::Sqlite(held) => end(held.into_inner()).await,
            Held::Postgres(held) => end(held.into_inner()).await,
        }
    }
}

async fn end<DB: Database>(mut borrowed: Borrowed<'_, DB>)
where
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
{
    if borrowed.connection().execute("ROLLBACK").await.is_ok() {
        borrowed.give_back();
    }
}

/// The same few words for both drivers.
macro_rules! ask {
    ($snapshot:expr, |$connection:ident| $ask:expr, |$found:ident| $answer:expr) => {
        match &$snapshot.0 {
            Held::Sqlite(held) => {
                let mut held = held.lock().await;
                let $connection = held.connection();
                $ask.await.map(|$found| $answer).map_err(asking)
            }
            Held::Postgres(held) => {
                let mut held = held.lock().await;
                let $connection = held.connection();
                $ask.await.map(|$found| $answer).map_err(asking)
            }
        }
    };
}

#[async_trait::async_trait]
impl ConnectionTrait for Snapshot<'_> {
    fn get_database_backend(&self) -> DbBackend {
        match &self.0 {
            Held::Sqlite(_) => DbBackend::Sqlite,
            Held::Postgres(_) => DbBackend::Postgres,
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        ask!(self, |c| query(&statement).execute(&mut *c), |done| done.into())
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        ask!(self, |c| c.execute(AssertSqlSafe(sql)), |done| done.into())
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        ask!(self, |c| query(&statement).fetch_optional(&mut *c), |row| row.map(QueryResult::from))
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        ask!(self, |c| query(&statement).fetch_all(&mut *c), |rows| rows.into_iter().map(QueryResult::from).collect())
    }
}
