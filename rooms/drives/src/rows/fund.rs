use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, run};
use uuid::Uuid;

use crate::rules::kinds::SOURCES;

/// The money of one source.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Fund {
    /// A name of [`crate::SOURCES`].
    pub source: String,
    pub fen: i64,
    /// Handed out of it; never more than `fen`, by the schema.
    pub spent_fen: i64,
}

impl Fund {
    #[must_use]
    pub fn left(&self) -> i64 {
        self.fen - self.spent_fen
    }
}

/// All sources, in the order of the form.
pub(crate) async fn of(db: &impl ConnectionTrait, drive: Uuid) -> Outcome<Vec<Fund>> {
    let sql = "SELECT source, fen, spent_fen FROM drive_fund WHERE drive_id = $1 ORDER BY source";
    let mut funds: Vec<Fund> = all(db, sql, binds![drive]).await?;
    funds.sort_by_key(|f| SOURCES.iter().position(|s| s.name == f.source));
    Ok(funds)
}

pub(crate) async fn insert(tx: &Tx, drive: Uuid, source: &str, fen: i64) -> Outcome<()> {
    let sql = "INSERT INTO drive_fund (drive_id, source, fen, spent_fen) VALUES ($1, $2, $3, 0)";
    run(&**tx, sql, binds![drive, source, fen]).await?;
    Ok(())
}

/// `false` when more than this was handed out of it already.
pub(crate) async fn set(tx: &Tx, drive: Uuid, source: &str, fen: i64) -> Outcome<bool> {
    let sql = "UPDATE drive_fund SET fen = $1 WHERE drive_id = $2 AND source = $3 AND spent_fen <= $1";
    Ok(run(&**tx, sql, binds![fen, drive, source]).await? > 0)
}

/// `false` when so much is not left.
pub(crate) async fn spend(tx: &Tx, drive: Uuid, source: &str, fen: i64) -> Outcome<bool> {
    let sql = "UPDATE drive_fund SET spent_fen = spent_fen + $1 WHERE drive_id = $2 AND source = $3 AND spent_fen + $1 <= fen";
    Ok(run(&**tx, sql, binds![fen, drive, source]).await? > 0)
}

pub(crate) async fn put_back(tx: &Tx, drive: Uuid, source: &str, fen: i64) -> Outcome<()> {
    let sql = "UPDATE drive_fund SET spent_fen = spent_fen - $1 WHERE drive_id = $2 AND source = $3";
    run(&**tx, sql, binds![fen, drive, source]).await?;
    Ok(())
}
