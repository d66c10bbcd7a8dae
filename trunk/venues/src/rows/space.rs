use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, run};
use uuid::Uuid;

use crate::rules::entry::SpaceDraft;

/// A room in a venue.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Space {
    pub id: Uuid,
    pub name: String,
    /// 0 where nobody has said.
    pub seats: i64,
    /// Unix milliseconds.
    pub closed_at: Option<i64>,
}

/// The rooms of a venue, also those given up, in the order they were named.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn of_venue(db: &impl ConnectionTrait, venue: Uuid) -> Outcome<Vec<Space>> {
    let sql = "SELECT id, name, seats, closed_at FROM venue_space WHERE venue_id = $1 ORDER BY n, id";
    all(db, sql, binds![venue]).await
}

/// The rooms that can be booked.
pub(crate) async fn open(db: &impl ConnectionTrait, venue: Uuid) -> Outcome<Vec<Space>> {
    Ok(of_venue(db, venue).await?.into_iter().filter(|s| s.closed_at.is_none()).collect())
}

pub(crate) async fn insert(tx: &Tx, venue: Uuid, n: i32, space: &SpaceDraft) -> Outcome<()> {
    let sql = "INSERT INTO venue_space (venue_id, id, n, name, seats, closed_at) VALUES ($1, $2, $3, $4, $5, NULL)";
    run(&**tx, sql, binds![venue, tx.new_id(), n, space.name.as_str(), space.seats]).await?;
    Ok(())
}

/// Where it stands in the list and how many it seats; one given up comes back.
pub(crate) async fn update(tx: &Tx, venue: Uuid, id: Uuid, n: i32, seats: i64) -> Outcome<()> {
    let sql = "UPDATE venue_space SET n = $1, seats = $2, closed_at = NULL WHERE venue_id = $3 AND id = $4";
    run(&**tx, sql, binds![n, seats, venue, id]).await?;
    Ok(())
}

pub(crate) async fn close(tx: &Tx, venue: Uuid, id: Uuid) -> Outcome<()> {
    run(&**tx, "UPDATE venue_space SET closed_at = $1 WHERE venue_id = $2 AND id = $3", binds![tx.now(), venue, id]).await?;
    Ok(())
}
