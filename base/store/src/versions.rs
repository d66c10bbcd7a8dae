use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use crate::schema::{Table, int, text};
use crate::{Outcome, Store, Tx, all, binds, run, scalar};

/// One row for each thing a process may cache: its name and a number that grows with every change.
pub(crate) const TABLE: Table = Table::everywhere("version", &[text("name"), int("value")], &["name"]);

/// A cached thing's number. Whoever caches keeps it beside the value and compares before use.
pub type Version = i64;

/// What this process knows of the versions. A commit here raises them at once; [`Store::refresh_versions`], called a few
/// times a second, brings in what other processes committed.
#[derive(Default)]
pub struct Versions(RwLock<HashMap<String, Version>>);

impl Versions {
    /// The newest number this process has seen; 0 for a thing never changed.
    #[must_use]
    pub fn get(&self, name: &str) -> Version {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(name).copied().unwrap_or(0)
    }

    pub(crate) fn saw(&self, name: &str, value: Version) {
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let known = all.entry(name.to_owned()).or_insert(0);
        *known = value.max(*known);
    }
}

#[derive(sea_orm::FromQueryResult)]
struct Row {
    name: String,
    value: i64,
}

impl Store {
    /// Reads all versions from the database.
    ///
    /// # Errors
    /// [`crate::Fault::Database`].
    pub async fn refresh_versions(&self) -> Outcome<()> {
        let rows: Vec<Row> = all(self.read(), "SELECT name, value FROM version", []).await?;
        for row in rows {
            self.versions().saw(&row.name, row.value);
        }
        Ok(())
    }
}

/// Raises a version inside the transaction that changed what it stands for.
pub(crate) async fn raise(tx: &Tx, name: &'static str) -> Outcome<Version> {
    let sql = "INSERT INTO version (name, value) VALUES ($1, 1) ON CONFLICT (name) DO UPDATE SET value = version.value + 1";
    run(&**tx, sql, binds![name]).await?;
    Ok(scalar(&**tx, "SELECT value FROM version WHERE name = $1", binds![name]).await?.unwrap_or(0))
}
