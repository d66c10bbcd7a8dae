use crate::{Outcome, Store, binds, scalar};

/// Which database runs below. Visible so that start-up can say it and benches can name it; nothing else may branch on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    /// `sqlite` or `postgres`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }

    /// The clause that locks the selected rows until the transaction ends. SQLite has one writer, so none is needed there.
    #[must_use]
    pub(crate) fn for_update(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " FOR UPDATE",
        }
    }
}

impl Store {
    /// How many bytes a table takes with its indexes, for benches.
    ///
    /// # Errors
    /// [`crate::Fault::Database`].
    pub async fn bytes_of(&self, table: &str) -> Outcome<i64> {
        let sql = match self.engine() {
            Engine::Sqlite => {
                "SELECT COALESCE(SUM(s.pgsize), 0) FROM sqlite_schema m JOIN dbstat s ON s.name = m.name AND s.aggregate = TRUE \
                 WHERE m.tbl_name = $1"
            }
            Engine::Postgres => "SELECT pg_total_relation_size(CAST($1 AS TEXT)::regclass)",
        };
        Ok(scalar(self.read(), sql, binds![table]).await?.unwrap_or(0))
    }

    /// How often the database server has made its log durable since it began, for benches; none where nobody counts.
    ///
    /// # Errors
    /// [`crate::Fault::Database`].
    pub async fn syncs(&self) -> Outcome<Option<i64>> {
        match self.engine() {
            Engine::Sqlite => Ok(None),
            Engine::Postgres => scalar(self.read(), "SELECT wal_sync FROM pg_stat_wal", []).await,
        }
    }
}
