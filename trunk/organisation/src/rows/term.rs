use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, one, run};
use uuid::Uuid;

/// A term of office; `until_day` is the first day after it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct TermRow {
    pub union_id: Uuid,
    pub number: i32,
    pub from_day: i32,
    pub until_day: i32,
    /// The last day somebody was reminded of its end; 0 when nobody was.
    pub reminded_day: i32,
}

const ALL: &str = "SELECT union_id, number, from_day, until_day, reminded_day FROM org_term";

/// The last term entered for a union.
pub(crate) async fn last(db: &impl ConnectionTrait, union: Uuid) -> Outcome<Option<TermRow>> {
    one(db, &format!("{ALL} WHERE union_id = $1 ORDER BY number DESC LIMIT 1"), binds![union]).await
}

pub(crate) async fn insert(tx: &Tx, union: Uuid, number: i32, from: Day, until: Day) -> Outcome<()> {
    let sql = "INSERT INTO org_term (union_id, number, from_day, until_day, reminded_day) VALUES ($1, $2, $3, $4, 0)";
    run(&**tx, sql, binds![union, number, from.0, until.0]).await?;
    Ok(())
}

/// Corrects the days of the term of this number.
pub(crate) async fn update(tx: &Tx, union: Uuid, number: i32, from: Day, until: Day) -> Outcome<()> {
    let sql = "UPDATE org_term SET from_day = $1, until_day = $2, reminded_day = 0 WHERE union_id = $3 AND number = $4";
    run(&**tx, sql, binds![from.0, until.0, union, number]).await?;
    Ok(())
}

/// A new committee ends the term before, should that have run longer.
pub(crate) async fn cut(tx: &Tx, union: Uuid, before: i32, day: Day) -> Outcome<()> {
    let sql = "UPDATE org_term SET until_day = $1 WHERE union_id = $2 AND number < $3 AND until_day > $1 AND from_day < $1";
    run(&**tx, sql, binds![day.0, union, before]).await?;
    Ok(())
}

/// Terms of living unions that end in (`after`, `by`] and were last reminded of before `reminded`, in the order they end.
pub(crate) async fn ending(db: &impl ConnectionTrait, after: Day, by: Day, most: i64) -> Outcome<Vec<TermRow>> {
    let sql = "SELECT t.union_id, t.number, t.from_day, t.until_day, t.reminded_day FROM org_term t JOIN org_union u ON u.id = t.union_id \
        WHERE t.until_day > $1 AND t.until_day <= $2 AND u.ended_day = $3 \
        AND NOT EXISTS (SELECT 1 FROM org_term n WHERE n.union_id = t.union_id AND n.number > t.number) ORDER BY t.until_day LIMIT $4";
    all(db, sql, binds![after.0, by.0, Day::OPEN.0, most]).await
}

pub(crate) async fn reminded(tx: &Tx, union: Uuid, number: i32, day: Day) -> Outcome<()> {
    let sql = "UPDATE org_term SET reminded_day = $1 WHERE union_id = $2 AND number = $3";
    run(&**tx, sql, binds![day.0, union, number]).await?;
    Ok(())
}
