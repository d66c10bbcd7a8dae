//! A whole copy of the database in one file. The keys are never in it: without the key file its sealed fields stay shut.

use std::path::Path;
use std::process::Command;

use sea_orm::{ConnectionTrait as _, Statement};

use crate::{Engine, Fault, Location, Outcome, Store, binds};

impl Store {
    /// Writes a consistent copy to `file`, which must not exist, while the house stays open.
    ///
    /// On SQLite the file is a database again; on PostgreSQL it is what `pg_dump --format=custom` writes, which must be
    /// installed.
    ///
    /// # Errors
    /// [`Fault::Internal`] when the file exists or the tool fails; [`Fault::Database`].
    pub async fn backup(&self, location: &Location, file: &Path) -> Outcome<()> {
        if file.exists() {
            return Err(Fault::Internal(format!("{} exists already", file.display())));
        }
        match (self.engine(), location) {
            (Engine::Postgres, Location::Postgres(url)) => {
                tool(Command::new("pg_dump").arg("--format=custom").arg("--file").arg(file).arg("--dbname").arg(url))
            }
            _ => {
                let name = file.to_str().ok_or_else(|| Fault::Internal("the file's name is no text".into()))?;
                let statement = Statement::from_sql_and_values(sea_orm::DbBackend::Sqlite, "VACUUM INTO $1", binds![name]);
                self.read().execute_raw(statement).await?;
                Ok(())
            }
        }
    }

    /// Puts a copy in place of a database that does not exist yet (SQLite) or is empty (PostgreSQL). The house is closed.
    ///
    /// # Errors
    /// [`Fault::Internal`] when there is a database already, or the copy cannot be read.
    pub fn restore(location: &Location, file: &Path) -> Outcome<()> {
        match location {
            Location::Postgres(url) => {
                tool(Command::new("pg_restore").args(["--exit-on-error", "--single-transaction", "--dbname"]).arg(url).arg(file))
            }
            Location::File(path) | Location::Scratch(path) => {
                if path.exists() {
                    return Err(Fault::Internal(format!("{} exists already: move it away first", path.display())));
                }
                let disk = |e: std::io::Error| Fault::Internal(format!("{}: {e}", file.display()));
                // Copied beside and renamed, so that a copy broken off is never taken for a database.
                let beside = path.with_extension("restoring");
                std::fs::copy(file, &beside).map_err(disk)?;
                std::fs::File::open(&beside).and_then(|f| f.sync_all()).map_err(disk)?;
                std::fs::rename(&beside, path).map_err(disk)
            }
        }
    }
}

fn tool(command: &mut Command) -> Outcome<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(Fault::Internal(format!("{name}: {}", String::from_utf8_lossy(&output.stderr).trim()))),
        Err(error) => Err(Fault::Internal(format!("{name}: {error}"))),
    }
}
