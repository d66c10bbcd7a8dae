use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, binds, run, tuples};
use uuid::Uuid;

use crate::rules::quarter::Span;

/// The name of the constraint that lets no two bookings hold one quarter of an hour.
pub(crate) const TAKEN: &str = "venue_quarter_venue_id_space_id_quarter_key";

const BATCH: usize = 2_000;

/// Takes every quarter of a span.
///
/// # Errors
/// `Fault::Taken(TAKEN)` when another booking holds one of them.
pub(crate) async fn insert(tx: &Tx, venue: Uuid, space: Uuid, booking: Uuid, span: Span) -> Outcome<()> {
    let quarters: Vec<i32> = (span.from..span.until).collect();
    for some in quarters.chunks(BATCH) {
        let sql = format!("INSERT INTO venue_quarter (venue_id, space_id, quarter, booking_id) VALUES {}", tuples(some.len(), 4));
        let values: Vec<Value> = some.iter().flat_map(|q| binds![venue, space, *q, booking]).collect();
        run(&**tx, &sql, values).await?;
    }
    Ok(())
}

/// Gives back what a booking held.
pub(crate) async fn release(tx: &Tx, venue: Uuid, booking: Uuid) -> Outcome<()> {
    run(&**tx, "DELETE FROM venue_quarter WHERE venue_id = $1 AND booking_id = $2", binds![venue, booking]).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Held {
    quarter: i32,
}

/// The quarters held in a space from one up to another.
pub(crate) async fn held(db: &impl ConnectionTrait, venue: Uuid, space: Uuid, from: i32, until: i32) -> Outcome<BTreeSet<i32>> {
    let sql = "SELECT quarter FROM venue_quarter WHERE venue_id = $1 AND space_id = $2 AND quarter >= $3 AND quarter < $4";
    let rows: Vec<Held> = all(db, sql, binds![venue, space, from, until]).await?;
    Ok(rows.into_iter().map(|r| r.quarter).collect())
}

/// Whether anything is held in a space from a quarter on.
pub(crate) async fn is_held_after(db: &impl ConnectionTrait, venue: Uuid, space: Uuid, after: i32) -> Outcome<bool> {
    let sql = "SELECT quarter FROM venue_quarter WHERE venue_id = $1 AND space_id = $2 AND quarter >= $3 LIMIT 1";
    Ok(!all::<Held>(db, sql, binds![venue, space, after]).await?.is_empty())
}
