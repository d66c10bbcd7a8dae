use sea_orm::{ConnectionTrait as _, TransactionTrait as _};

use crate::schema::Table;
use crate::{Outcome, Store, all, binds, run};

/// One step forward of one crate's tables. Applied once, in order, in one transaction; never edited after it was released.
pub struct Migration {
    /// Crate and number, e.g. `organisation 0001`.
    pub name: &'static str,
    pub steps: &'static [Step],
}

pub enum Step {
    Create(&'static Table),
    /// A statement both engines read alike.
    Sql(&'static str),
}

#[derive(sea_orm::FromQueryResult)]
struct Applied {
    name: String,
}

impl Store {
    /// Applies what is missing, in the order given, and says how many were applied. Several processes may start at once: the
    /// row that records a migration is written first, so a second process waits for it and then finds it done.
    ///
    /// # Errors
    /// [`crate::Fault::Database`] when the database refuses; what was applied before stays applied.
    pub async fn migrate(&self, migrations: &[&[Migration]]) -> Outcome<usize> {
        let writer = self.writer();
        let first = "CREATE TABLE IF NOT EXISTS schema_migration (name TEXT NOT NULL PRIMARY KEY, at BIGINT NOT NULL)";
        if writer.execute_unprepared(first).await.is_err() {
            // Two PostgreSQL sessions may both find the table missing; the one that was refused finds it the second time.
            writer.execute_unprepared(first).await?;
        }
        let done: Vec<Applied> = all(writer, "SELECT name FROM schema_migration", []).await?;
        let mut applied = 0;
        for migration in migrations.iter().flat_map(|m| m.iter()) {
            if done.iter().any(|d| d.name == migration.name) {
                continue;
            }
            let tx = writer.begin().await?;
            let record = "INSERT INTO schema_migration (name, at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
            if run(&tx, record, binds![migration.name, self.now()]).await? == 0 {
                tx.rollback().await?;
                continue;
            }
            for step in migration.steps {
                match step {
                    Step::Create(table) => {
                        for statement in table.create(self.engine()) {
                            tx.execute_unprepared(&statement).await?;
                        }
                    }
                    Step::Sql(statement) => {
                        tx.execute_unprepared(statement).await?;
                    }
                }
            }
            tx.commit().await?;
            applied += 1;
        }
        Ok(applied)
    }
}
