//! A whole copy of the database in one file. The keys are never in it: without the key file its sealed fields stay shut.

use std::io::Read as _;
use std::path::Path;
use std::process::Command;

use sea_orm::{ConnectionTrait as _, Statement};

use crate::{Engine, Fault, Location, Outcome, Store, binds, scalar};

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
    pub async fn restore(location: &Location, file: &Path) -> Outcome<()> {
        match location {
            Location::Postgres(url) => {
                // Asked beforehand: the tool would name the first table in its way, and not what to do about it.
                if tables(url).await? > 0 {
                    return Err(Fault::Internal("the database holds tables already: name an empty one".into()));
                }
                tool(Command::new("pg_restore").args(["--exit-on-error", "--single-transaction", "--dbname"]).arg(url).arg(file))
            }
            Location::File(path) | Location::Scratch(path) => {
                if path.exists() {
                    return Err(Fault::Internal(format!("{} exists already: move it away first", path.display())));
                }
                if !is_sqlite(file) {
                    return Err(Fault::Internal(format!("{} is no copy of a database file", file.display())));
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

async fn tables(url: &str) -> Outcome<i64> {
    let server = sea_orm::Database::connect(url).await?;
    let sql = "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema')";
    let count: Outcome<Option<i64>> = scalar(&server, sql, []).await;
    server.close().await?;
    Ok(count?.unwrap_or(0))
}

/// A file that is none would be put in place before anybody found that it does not open.
fn is_sqlite(file: &Path) -> bool {
    let mut head = [0; 16];
    let read = std::fs::File::open(file).and_then(|mut f| f.read_exact(&mut head));
    read.is_ok() && &head == b"SQLite format 3\0"
}

fn tool(command: &mut Command) -> Outcome<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(Fault::Internal(format!("{name}: {}", String::from_utf8_lossy(&output.stderr).trim()))),
        Err(error) => Err(Fault::Internal(format!("{name}, of the PostgreSQL client tools, does not start: {error}"))),
    }
}
