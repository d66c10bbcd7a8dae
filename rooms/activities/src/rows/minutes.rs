use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, run, tuples};
use uuid::Uuid;

/// One version of the minutes.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Version {
    /// From 1.
    pub version: i32,
    /// Why there is a version after a confirmed one; empty for the first.
    pub reason: String,
    pub written_at: i64,
    pub confirmed_at: Option<i64>,
}

impl Version {
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        self.confirmed_at.is_some()
    }
}

/// What was said to one item, under the words it had then; number 0 for what belongs to none.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Said {
    pub n: i32,
    pub topic: String,
    pub words: String,
}

/// All versions, the newest first.
pub(crate) async fn versions(db: &impl ConnectionTrait, study: Uuid) -> Outcome<Vec<Version>> {
    let sql = "SELECT version, reason, written_at, confirmed_at FROM act_minutes \
        WHERE study_id = $1 ORDER BY version DESC";
    all(db, sql, binds![study]).await
}

pub(crate) async fn said(db: &impl ConnectionTrait, study: Uuid, version: i32) -> Outcome<Vec<Said>> {
    let sql = "SELECT n, topic, words FROM act_minutes_text WHERE study_id = $1 AND version = $2 ORDER BY n";
    all(db, sql, binds![study, version]).await
}

/// A new draft.
pub(crate) async fn begin(tx: &Tx, study: Uuid, version: i32, reason: &str, by: Uuid) -> Outcome<()> {
    let sql = "INSERT INTO act_minutes (study_id, version, reason, written_by, written_at) VALUES ($1, $2, $3, $4, $5)";
    run(&**tx, sql, binds![study, version, reason, by, tx.now()]).await?;
    Ok(())
}

/// Puts these words in the place of a draft's; the caller knows it is one.
pub(crate) async fn write(tx: &Tx, study: Uuid, version: i32, said: &[Said], by: Uuid) -> Outcome<()> {
    let sql = "UPDATE act_minutes SET written_by = $1, written_at = $2 \
        WHERE study_id = $3 AND version = $4 AND confirmed_at IS NULL";
    run(&**tx, sql, binds![by, tx.now(), study, version]).await?;
    run(&**tx, "DELETE FROM act_minutes_text WHERE study_id = $1 AND version = $2", binds![study, version]).await?;
    let mut values = Vec::with_capacity(said.len() * 5);
    for s in said {
        values.extend(binds![study, version, s.n, s.topic.clone(), s.words.clone()]);
    }
    if !values.is_empty() {
        let sql = format!("INSERT INTO act_minutes_text (study_id, version, n, topic, words) VALUES {}", tuples(said.len(), 5));
        run(&**tx, &sql, values).await?;
    }
    Ok(())
}

/// Freezes a draft.
pub(crate) async fn confirm(tx: &Tx, study: Uuid, version: i32, by: Uuid) -> Outcome<()> {
    let sql = "UPDATE act_minutes SET confirmed_by = $1, confirmed_at = $2 \
        WHERE study_id = $3 AND version = $4 AND confirmed_at IS NULL";
    run(&**tx, sql, binds![by, tx.now(), study, version]).await?;
    Ok(())
}
