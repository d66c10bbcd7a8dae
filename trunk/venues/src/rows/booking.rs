use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, one, run};
use uuid::Uuid;

use crate::rules::quarter::Span;

/// A booking as it stands.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Booking {
    pub venue_id: Uuid,
    pub id: Uuid,
    pub space_id: Uuid,
    /// Those of one weekly row share it.
    pub series: Uuid,
    /// Unix milliseconds / 900,000.
    pub from_quarter: i32,
    pub until_quarter: i32,
    /// Whom it is for; none for the person's own.
    pub union_id: Option<Uuid>,
    pub person: Option<Uuid>,
    pub ordinal: Option<i64>,
    pub purpose: String,
    /// A room's session, which counts itself.
    pub event: Option<Uuid>,
    /// `asked`, `approved`, `refused`, `cancelled`, `expired` or `counted`.
    pub state: String,
    pub by_head: Option<i64>,
    /// Rises with everything that becomes of it.
    pub revision: i32,
    pub recorded_at: i64,
}

impl Booking {
    #[must_use]
    pub fn span(&self) -> Span {
        Span { from: self.from_quarter, until: self.until_quarter }
    }

    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.state == "asked"
    }

    /// It holds its time, or held it to the end.
    #[must_use]
    pub fn stands(&self) -> bool {
        matches!(self.state.as_str(), "asked" | "approved" | "counted")
    }
}

/// A booking about to be written.
pub(crate) struct NewBooking<'a> {
    pub venue: Uuid,
    pub id: Uuid,
    pub space: Uuid,
    pub series: Uuid,
    pub span: Span,
    pub union: Option<Uuid>,
    pub person: Option<Uuid>,
    pub ordinal: Option<i64>,
    pub purpose: &'a str,
    pub event: Option<Uuid>,
    pub state: &'static str,
}

const COLUMNS: &str = "venue_id, id, space_id, series, from_quarter, until_quarter, union_id, person, ordinal, purpose, event, \
    state, by_head, revision, recorded_at";

pub(crate) async fn get(db: &impl ConnectionTrait, venue: Uuid, id: Uuid) -> Outcome<Option<Booking>> {
    one(db, &format!("SELECT {COLUMNS} FROM venue_booking WHERE venue_id = $1 AND id = $2"), binds![venue, id]).await
}

pub(crate) async fn insert(tx: &Tx, b: &NewBooking<'_>) -> Outcome<()> {
    let sql = "INSERT INTO venue_booking (venue_id, id, space_id, series, from_quarter, until_quarter, union_id, person, ordinal, \
        purpose, event, state, by_head, revision, recorded_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, NULL, 1, $13)";
    let mut values = binds![b.venue, b.id, b.space, b.series, b.span.from, b.span.until, b.union, b.person, b.ordinal].to_vec();
    values.extend(binds![b.purpose, b.event, b.state, tx.now()]);
    run(&**tx, sql, values).await?;
    Ok(())
}

pub(crate) async fn set_state(tx: &Tx, venue: Uuid, id: Uuid, state: &'static str) -> Outcome<()> {
    let sql = "UPDATE venue_booking SET state = $1, by_head = NULL, revision = revision + 1 WHERE venue_id = $2 AND id = $3";
    run(&**tx, sql, binds![state, venue, id]).await?;
    Ok(())
}

pub(crate) async fn count(tx: &Tx, venue: Uuid, id: Uuid, by_head: i64) -> Outcome<()> {
    let sql = "UPDATE venue_booking SET state = 'counted', by_head = $1, revision = revision + 1 WHERE venue_id = $2 AND id = $3";
    run(&**tx, sql, binds![by_head, venue, id]).await?;
    Ok(())
}

/// All of one weekly row, the first one first.
pub(crate) async fn of_series(db: &impl ConnectionTrait, venue: Uuid, series: Uuid) -> Outcome<Vec<Booking>> {
    let sql = format!("SELECT {COLUMNS} FROM venue_booking WHERE venue_id = $1 AND series = $2 ORDER BY from_quarter, id");
    all(db, &sql, binds![venue, series]).await
}

/// What stands in a venue between two quarters, by time.
pub(crate) async fn between(db: &impl ConnectionTrait, venue: Uuid, from: i32, until: i32) -> Outcome<Vec<Booking>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM venue_booking WHERE venue_id = $1 AND from_quarter >= $2 AND from_quarter < $3 \
         AND state IN ('asked', 'approved', 'counted') ORDER BY from_quarter, space_id, id"
    );
    all(db, &sql, binds![venue, from, until]).await
}

/// Series of one venue that wait for an answer, each by its first booking, the soonest first.
pub(crate) async fn asked(db: &impl ConnectionTrait, venue: Uuid, most: i64) -> Outcome<Vec<Booking>> {
    let sql =
        format!("SELECT {COLUMNS} FROM venue_booking WHERE venue_id = $1 AND state = 'asked' ORDER BY from_quarter, id LIMIT $2");
    let all: Vec<Booking> = all(db, &sql, binds![venue, most]).await?;
    let mut first: Vec<Booking> = Vec::new();
    for booking in all {
        if !first.iter().any(|b| b.series == booking.series) {
            first.push(booking);
        }
    }
    Ok(first)
}

/// Bookings that are over and not counted, the latest first; a room's session counts itself.
pub(crate) async fn uncounted(db: &impl ConnectionTrait, venue: Uuid, since: i32, now: i32, most: i64) -> Outcome<Vec<Booking>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM venue_booking WHERE venue_id = $1 AND from_quarter >= $2 AND until_quarter <= $3 \
         AND state = 'approved' AND event IS NULL ORDER BY from_quarter DESC, id LIMIT $4"
    );
    all(db, &sql, binds![venue, since, now, most]).await
}

/// What one person has booked, the latest first.
pub(crate) async fn of_person(db: &impl ConnectionTrait, person: Uuid, skip: i64, most: i64) -> Outcome<Vec<Booking>> {
    let sql = format!("SELECT {COLUMNS} FROM venue_booking WHERE person = $1 ORDER BY from_quarter DESC, id LIMIT $2 OFFSET $3");
    all(db, &sql, binds![person, most, skip]).await
}

/// What a room's session holds.
pub(crate) async fn of_event(db: &impl ConnectionTrait, venue: Uuid, event: Uuid) -> Outcome<Vec<Booking>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM venue_booking WHERE venue_id = $1 AND event = $2 AND state IN ('asked', 'approved') ORDER BY id"
    );
    all(db, &sql, binds![venue, event]).await
}
