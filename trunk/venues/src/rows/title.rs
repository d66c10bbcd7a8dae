use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, one, run, scalar};
use uuid::Uuid;

/// A title in a reading room.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Title {
    pub id: Uuid,
    pub title: String,
    pub author: String,
    pub copies: i64,
    /// Never more than `copies`, by the schema.
    pub lent: i64,
}

impl Title {
    #[must_use]
    pub fn left(&self) -> i64 {
        self.copies - self.lent
    }
}

const COLUMNS: &str = "id, title, author, copies, lent";

pub(crate) async fn get(db: &impl ConnectionTrait, venue: Uuid, id: Uuid) -> Outcome<Option<Title>> {
    one(db, &format!("SELECT {COLUMNS} FROM venue_title WHERE venue_id = $1 AND id = $2"), binds![venue, id]).await
}

pub(crate) async fn insert(tx: &Tx, venue: Uuid, id: Uuid, title: &str, author: &str, copies: i64) -> Outcome<()> {
    let sql =
        "INSERT INTO venue_title (venue_id, id, title, author, copies, lent, recorded_at) VALUES ($1, $2, $3, $4, $5, 0, $6)";
    run(&**tx, sql, binds![venue, id, title, author, copies, tx.now()]).await?;
    Ok(())
}

/// `false` when more copies are out than there would be.
pub(crate) async fn set_copies(tx: &Tx, venue: Uuid, id: Uuid, copies: i64) -> Outcome<bool> {
    let sql = "UPDATE venue_title SET copies = $1 WHERE venue_id = $2 AND id = $3 AND lent <= $1";
    Ok(run(&**tx, sql, binds![copies, venue, id]).await? > 0)
}

/// One copy more is out; `false` when none is left.
pub(crate) async fn take(tx: &Tx, venue: Uuid, id: Uuid) -> Outcome<bool> {
    let sql = "UPDATE venue_title SET lent = lent + 1 WHERE venue_id = $1 AND id = $2 AND lent < copies";
    Ok(run(&**tx, sql, binds![venue, id]).await? > 0)
}

/// One copy is back.
pub(crate) async fn put_back(tx: &Tx, venue: Uuid, id: Uuid) -> Outcome<()> {
    let sql = "UPDATE venue_title SET lent = lent - 1 WHERE venue_id = $1 AND id = $2 AND lent > 0";
    run(&**tx, sql, binds![venue, id]).await?;
    Ok(())
}

/// The titles of a venue, by title.
pub(crate) async fn of_venue(db: &impl ConnectionTrait, venue: Uuid) -> Outcome<Vec<Title>> {
    all(db, &format!("SELECT {COLUMNS} FROM venue_title WHERE venue_id = $1 ORDER BY title, author, id"), binds![venue]).await
}

pub(crate) async fn count(db: &impl ConnectionTrait, venue: Uuid) -> Outcome<i64> {
    Ok(scalar(db, "SELECT COUNT(*) FROM venue_title WHERE venue_id = $1", binds![venue]).await?.unwrap_or(0))
}
