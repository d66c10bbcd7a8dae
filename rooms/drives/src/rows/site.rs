use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, one, run};
use uuid::Uuid;

use crate::rules::things::SiteDraft;

/// Where and on which day it is handed out.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Site {
    pub drive_id: Uuid,
    /// Also the id of the session in the ledger.
    pub id: Uuid,
    pub title: String,
    pub place: String,
    pub employer: Option<Uuid>,
    /// Days since 1970-01-01.
    pub day: i32,
    /// Heads expected; 0 where nobody has said.
    pub expected: i64,
    pub(crate) held_fact: Option<Uuid>,
    pub(crate) reached_fact: Option<Uuid>,
}

const COLUMNS: &str = "drive_id, id, title, place, employer, day, expected, held_fact, reached_fact";

pub(crate) async fn get(db: &impl ConnectionTrait, drive: Uuid, id: Uuid) -> Outcome<Option<Site>> {
    one(db, &format!("SELECT {COLUMNS} FROM drive_site WHERE drive_id = $1 AND id = $2"), binds![drive, id]).await
}

/// The sites of a drive, by day.
pub(crate) async fn of(db: &impl ConnectionTrait, drive: Uuid) -> Outcome<Vec<Site>> {
    all(db, &format!("SELECT {COLUMNS} FROM drive_site WHERE drive_id = $1 ORDER BY day, title, id"), binds![drive]).await
}

pub(crate) async fn insert(tx: &Tx, drive: Uuid, id: Uuid, s: &SiteDraft, employer: Option<Uuid>) -> Outcome<()> {
    let sql = "INSERT INTO drive_site (drive_id, id, title, place, employer, day, expected, held_fact, reached_fact, recorded_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, NULL, $8)";
    let values = binds![drive, id, s.title.as_str(), s.place.as_str(), employer, s.day.0, s.expected, tx.now()];
    run(&**tx, sql, values).await?;
    Ok(())
}

/// Says otherwise where and when it is.
pub(crate) async fn update(tx: &Tx, drive: Uuid, id: Uuid, s: &SiteDraft, employer: Option<Uuid>) -> Outcome<()> {
    let sql =
        "UPDATE drive_site SET title = $1, place = $2, employer = $3, day = $4, expected = $5 WHERE drive_id = $6 AND id = $7";
    run(&**tx, sql, binds![s.title.as_str(), s.place.as_str(), employer, s.day.0, s.expected, drive, id]).await?;
    Ok(())
}

/// The facts that say it was held; none once nothing handed out there stands any more.
pub(crate) async fn set_facts(tx: &Tx, drive: Uuid, id: Uuid, held: Option<Uuid>, reached: Option<Uuid>) -> Outcome<()> {
    let sql = "UPDATE drive_site SET held_fact = $1, reached_fact = $2 WHERE drive_id = $3 AND id = $4";
    run(&**tx, sql, binds![held, reached, drive, id]).await?;
    Ok(())
}
