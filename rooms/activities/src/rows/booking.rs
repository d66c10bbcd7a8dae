use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, binds, one, run};
use uuid::Uuid;

/// The room that was booked for a meeting.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Booking {
    pub activity_id: Uuid,
    /// The meeting's id, as the agenda knows it.
    pub meeting: Uuid,
    pub venue: Uuid,
    pub space: Uuid,
    pub booking: Uuid,
}

pub(crate) async fn get(db: &impl ConnectionTrait, activity: Uuid, meeting: Uuid) -> Outcome<Option<Booking>> {
    let sql = "SELECT activity_id, meeting, venue, space, booking FROM act_booking WHERE activity_id = $1 AND meeting = $2";
    one(db, sql, binds![activity, meeting]).await
}

pub(crate) async fn insert(tx: &Tx, b: &Booking) -> Outcome<()> {
    let sql = "INSERT INTO act_booking (activity_id, meeting, venue, space, booking) VALUES ($1, $2, $3, $4, $5)";
    run(&**tx, sql, binds![b.activity_id, b.meeting, b.venue, b.space, b.booking]).await?;
    Ok(())
}

pub(crate) async fn delete(tx: &Tx, activity: Uuid, meeting: Uuid) -> Outcome<()> {
    run(&**tx, "DELETE FROM act_booking WHERE activity_id = $1 AND meeting = $2", binds![activity, meeting]).await?;
    Ok(())
}
