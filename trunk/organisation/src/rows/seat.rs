use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, run};
use uuid::Uuid;

/// Somebody who speaks for an employer for a time.
#[derive(Clone, Debug, FromQueryResult)]
pub struct SeatRow {
    pub person: Uuid,
    pub from_day: i32,
}

/// An employer somebody speaks for.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Seat {
    pub employer: Uuid,
    pub name: String,
}

/// Who speaks for an employer on a day.
pub(crate) async fn of_employer(db: &impl ConnectionTrait, employer: Uuid, day: Day) -> Outcome<Vec<SeatRow>> {
    let sql = "SELECT person, from_day FROM org_seat \
        WHERE employer = $1 AND from_day <= $2 AND until_day > $2 ORDER BY from_day, person";
    all(db, sql, binds![employer, day.0]).await
}

/// The employers a person speaks for on a day.
pub(crate) async fn of_person(db: &impl ConnectionTrait, person: Uuid, day: Day) -> Outcome<Vec<Seat>> {
    let sql = "SELECT s.employer, e.name FROM org_seat s JOIN org_employer e ON e.id = s.employer \
        WHERE s.person = $1 AND s.from_day <= $2 AND s.until_day > $2 ORDER BY s.from_day, s.employer";
    all(db, sql, binds![person, day.0]).await
}

pub(crate) async fn insert(tx: &Tx, employer: Uuid, person: Uuid, from: Day) -> Outcome<()> {
    let sql = "INSERT INTO org_seat (employer, person, from_day, until_day) VALUES ($1, $2, $3, $4)";
    run(&**tx, sql, binds![employer, person, from.0, Day::OPEN.0]).await?;
    Ok(())
}

/// Ends a seat today; one given today never was. Says whether there was one.
pub(crate) async fn end(tx: &Tx, employer: Uuid, person: Uuid, day: Day) -> Outcome<bool> {
    let sql = "DELETE FROM org_seat WHERE employer = $1 AND person = $2 AND until_day > $3 AND from_day >= $3";
    let undone = run(&**tx, sql, binds![employer, person, day.0]).await?;
    let sql = "UPDATE org_seat SET until_day = $3 WHERE employer = $1 AND person = $2 AND until_day > $3";
    Ok(undone + run(&**tx, sql, binds![employer, person, day.0]).await? > 0)
}

/// Throws away every seat a person has or had.
pub(crate) async fn delete_all(tx: &Tx, person: Uuid) -> Outcome<()> {
    run(&**tx, "DELETE FROM org_seat WHERE person = $1", binds![person]).await?;
    Ok(())
}
