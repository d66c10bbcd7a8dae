use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, run};
use uuid::Uuid;

/// An employer covered by a union for a time.
#[derive(Clone, Debug, FromQueryResult)]
pub struct CoverageRow {
    pub employer: Uuid,
    pub union_id: Uuid,
    pub from_day: i32,
    pub until_day: i32,
    pub name: String,
    pub workers: i32,
}

const ALL: &str = "SELECT c.employer, c.union_id, c.from_day, c.until_day, e.name, e.workers \
    FROM org_coverage c JOIN org_employer e ON e.id = c.employer";

/// The employers a union covers on a day, the largest first.
pub(crate) async fn of_union(db: &impl ConnectionTrait, union: Uuid, day: Day) -> Outcome<Vec<CoverageRow>> {
    let sql = format!("{ALL} WHERE c.union_id = $1 AND c.from_day <= $2 AND c.until_day > $2 ORDER BY e.workers DESC, e.name");
    all(db, &sql, binds![union, day.0]).await
}

/// All unions that cover or covered an employer, the present ones first.
pub(crate) async fn of_employer(db: &impl ConnectionTrait, employer: Uuid) -> Outcome<Vec<CoverageRow>> {
    all(db, &format!("{ALL} WHERE c.employer = $1 ORDER BY c.until_day DESC, c.from_day DESC"), binds![employer]).await
}

/// The ids of the employers a union covers on a day: whom a session of that union reached.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn covered_employers(db: &impl ConnectionTrait, union: Uuid, day: Day) -> Outcome<Vec<Uuid>> {
    Ok(of_union(db, union, day).await?.into_iter().map(|c| c.employer).collect())
}

pub(crate) async fn begin(tx: &Tx, employer: Uuid, union: Uuid, day: Day) -> Outcome<()> {
    let sql = "INSERT INTO org_coverage (employer, union_id, from_day, until_day) VALUES ($1, $2, $3, $4)";
    run(&**tx, sql, binds![employer, union, day.0, Day::OPEN.0]).await?;
    Ok(())
}

/// Ends a coverage in force; one that began on that very day or later never was. Says whether there was one.
pub(crate) async fn end(tx: &Tx, employer: Uuid, union: Uuid, day: Day) -> Outcome<bool> {
    let sql = "DELETE FROM org_coverage WHERE employer = $1 AND union_id = $2 AND until_day = $3 AND from_day >= $4";
    let undone = run(&**tx, sql, binds![employer, union, Day::OPEN.0, day.0]).await?;
    let sql = "UPDATE org_coverage SET until_day = $4 WHERE employer = $1 AND union_id = $2 AND until_day = $3";
    let ended = run(&**tx, sql, binds![employer, union, Day::OPEN.0, day.0]).await?;
    Ok(undone + ended > 0)
}
