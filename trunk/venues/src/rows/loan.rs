use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, one, run};
use uuid::Uuid;

/// A copy somebody asks for, has, or had.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Loan {
    pub venue_id: Uuid,
    pub id: Uuid,
    pub title_id: Uuid,
    pub person: Uuid,
    pub ordinal: i64,
    /// `asked`, `out`, `back`, `cancelled` or `refused`.
    pub state: String,
    /// Unix milliseconds.
    pub asked_at: i64,
    /// Days since 1970-01-01.
    pub lent_day: Option<i32>,
    pub due_day: Option<i32>,
    pub back_day: Option<i32>,
    pub title: String,
}

impl Loan {
    #[must_use]
    pub fn is_overdue(&self, today: Day) -> bool {
        self.state == "out" && self.due_day.is_some_and(|due| due < today.0)
    }
}

const SELECT: &str = "SELECT l.venue_id, l.id, l.title_id, l.person, l.ordinal, l.state, l.asked_at, l.lent_day, l.due_day, \
    l.back_day, t.title FROM venue_loan l JOIN venue_title t ON t.venue_id = l.venue_id AND t.id = l.title_id";

pub(crate) async fn get(db: &impl ConnectionTrait, venue: Uuid, id: Uuid) -> Outcome<Option<Loan>> {
    one(db, &format!("{SELECT} WHERE l.venue_id = $1 AND l.id = $2"), binds![venue, id]).await
}

pub(crate) async fn insert(tx: &Tx, venue: Uuid, id: Uuid, title: Uuid, person: Uuid, ordinal: i64) -> Outcome<()> {
    let sql = "INSERT INTO venue_loan (venue_id, id, title_id, person, ordinal, state, asked_at, lent_day, due_day, back_day) \
        VALUES ($1, $2, $3, $4, $5, 'asked', $6, NULL, NULL, NULL)";
    run(&**tx, sql, binds![venue, id, title, person, ordinal, tx.now()]).await?;
    Ok(())
}

/// `false` when it is no longer asked for: somebody else was first.
pub(crate) async fn hand_out(tx: &Tx, venue: Uuid, id: Uuid, today: Day, due: Day) -> Outcome<bool> {
    let sql =
        "UPDATE venue_loan SET state = 'out', lent_day = $1, due_day = $2 WHERE venue_id = $3 AND id = $4 AND state = 'asked'";
    Ok(run(&**tx, sql, binds![today.0, due.0, venue, id]).await? > 0)
}

/// `false` when it is not out.
pub(crate) async fn give_back(tx: &Tx, venue: Uuid, id: Uuid, today: Day) -> Outcome<bool> {
    let sql = "UPDATE venue_loan SET state = 'back', back_day = $1 WHERE venue_id = $2 AND id = $3 AND state = 'out'";
    Ok(run(&**tx, sql, binds![today.0, venue, id]).await? > 0)
}

/// A request ends without a copy; `false` when it is no longer asked for.
pub(crate) async fn end(tx: &Tx, venue: Uuid, id: Uuid, state: &'static str) -> Outcome<bool> {
    let sql = "UPDATE venue_loan SET state = $1 WHERE venue_id = $2 AND id = $3 AND state = 'asked'";
    Ok(run(&**tx, sql, binds![state, venue, id]).await? > 0)
}

/// A hand-out was a slip: it is back on the same day and never counted.
pub(crate) async fn undo(tx: &Tx, venue: Uuid, id: Uuid) -> Outcome<bool> {
    let sql = "UPDATE venue_loan SET state = 'cancelled', lent_day = NULL, due_day = NULL WHERE venue_id = $1 AND id = $2 AND state = 'out'";
    Ok(run(&**tx, sql, binds![venue, id]).await? > 0)
}

/// What is asked for or out in a venue, the longest asked for first.
pub(crate) async fn waiting(db: &impl ConnectionTrait, venue: Uuid, most: i64) -> Outcome<Vec<Loan>> {
    let sql = format!("{SELECT} WHERE l.venue_id = $1 AND l.state IN ('asked', 'out') ORDER BY l.asked_at, l.id LIMIT $2");
    all(db, &sql, binds![venue, most]).await
}

/// What one person asks for, has and had, the latest first.
pub(crate) async fn of_person(db: &impl ConnectionTrait, person: Uuid, most: i64) -> Outcome<Vec<Loan>> {
    let sql = format!("{SELECT} WHERE l.person = $1 ORDER BY l.asked_at DESC, l.id LIMIT $2");
    all(db, &sql, binds![person, most]).await
}

/// The copy of a title that one person asks for or has.
pub(crate) async fn standing(db: &impl ConnectionTrait, venue: Uuid, title: Uuid, person: Uuid) -> Outcome<Option<Loan>> {
    let sql = format!(
        "{SELECT} WHERE l.venue_id = $1 AND l.title_id = $2 AND l.person = $3 AND l.state IN ('asked', 'out') ORDER BY l.id"
    );
    one(db, &sql, binds![venue, title, person]).await
}
