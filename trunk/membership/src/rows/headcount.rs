use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, all, binds, one};
use uuid::Uuid;

use super::spell::SETTLED;

/// Three of the four head-counts, always apart; those active in a period are counted from the facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct HeadCount {
    /// On the books: a membership in force.
    pub on_books: i64,
    /// Of those: signed in at least once by that day.
    pub registered: i64,
    /// Of those: identity verified by that day.
    pub verified: i64,
    /// Of those: retained, without dues and vote.
    pub retained: i64,
}

impl std::iter::Sum for HeadCount {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |a, b| Self {
            on_books: a.on_books + b.on_books,
            registered: a.registered + b.registered,
            verified: a.verified + b.verified,
            retained: a.retained + b.retained,
        })
    }
}

/// The head-counts below one child of a union; the union's own members stand under its own id.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct ChildCount {
    pub child_id: Uuid,
    pub on_books: i64,
    pub registered: i64,
    pub verified: i64,
    pub retained: i64,
}

impl ChildCount {
    #[must_use]
    pub fn count(&self) -> HeadCount {
        HeadCount { on_books: self.on_books, registered: self.registered, verified: self.verified, retained: self.retained }
    }
}

/// `$3` the day, `$4` the first instant after it.
const SUMS: &str = "COUNT(*) AS on_books, \
    CAST(COALESCE(SUM(CASE WHEN p.registered_at < $4 THEN 1 ELSE 0 END), 0) AS BIGINT) AS registered, \
    CAST(COALESCE(SUM(CASE WHEN p.verified_day <= $3 THEN 1 ELSE 0 END), 0) AS BIGINT) AS verified, \
    CAST(COALESCE(SUM(CASE WHEN s.standing = 'retained' THEN 1 ELSE 0 END), 0) AS BIGINT) AS retained";

fn from() -> String {
    format!(
        "FROM under u JOIN member_spell s ON s.union_id = u.union_id AND s.from_day <= $3 AND s.until_day > $3 \
         JOIN member_person p ON p.person = s.person WHERE u.from_day <= $3 AND u.until_day > $3 AND {SETTLED}"
    )
}

/// A union and everything that stood below it on that day.
pub(crate) async fn of(db: &impl ConnectionTrait, union: Uuid, day: Day, today: Day) -> Outcome<HeadCount> {
    let sql = format!("{} SELECT {SUMS} {}", organisation::sql::AS_IT_WAS, from());
    Ok(one(db, &sql, binds![union, today.0, day.0, (day + 1).start_unix_ms()]).await?.unwrap_or_default())
}

/// The same by child.
pub(crate) async fn by_child(db: &impl ConnectionTrait, union: Uuid, day: Day, today: Day) -> Outcome<Vec<ChildCount>> {
    let sql = format!("{} SELECT u.child_id, {SUMS} {} GROUP BY u.child_id", organisation::sql::AS_IT_WAS, from());
    all(db, &sql, binds![union, today.0, day.0, (day + 1).start_unix_ms()]).await
}
