use codes::Day;
use sea_orm::ConnectionTrait;
use store::{Outcome, Tx, binds, run, scalar};
use uuid::Uuid;

/// Notes a talk with a member who neither pays nor comes.
pub(crate) async fn insert(tx: &Tx, person: Uuid, day: Day, by: Option<Uuid>) -> Outcome<()> {
    let sql = "INSERT INTO member_talk (person, id, day, recorded_by, recorded_at) VALUES ($1, $2, $3, $4, $5)";
    run(&**tx, sql, binds![person, tx.new_id(), day.0, by, tx.now()]).await?;
    Ok(())
}

/// The day of the last talk.
pub(crate) async fn last(db: &impl ConnectionTrait, person: Uuid) -> Outcome<Option<Day>> {
    let day: Option<Option<i32>> = scalar(db, "SELECT MAX(day) FROM member_talk WHERE person = $1", binds![person]).await?;
    Ok(day.flatten().map(Day))
}
