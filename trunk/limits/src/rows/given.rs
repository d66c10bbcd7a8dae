use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, run, scalar};
use uuid::Uuid;

/// Something a person was given that still stands.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Given {
    /// The id of the row in the room that gave it.
    pub what: Uuid,
    pub item: String,
    /// Days since 1970-01-01.
    pub day: i32,
    pub fen: i64,
    /// The union that gave it.
    pub union_id: Uuid,
}

#[derive(FromQueryResult)]
struct Held {
    #[expect(dead_code, reason = "read to hold the row")]
    person: Uuid,
}

/// Holds the person until the commit: whoever else gives to the same person waits.
pub(crate) async fn hold(tx: &Tx, person: Uuid) -> Outcome<()> {
    let sql = "INSERT INTO limits_person (person, opened_at) VALUES ($1, $2) ON CONFLICT (person) DO NOTHING";
    run(&**tx, sql, binds![person, tx.now()]).await?;
    tx.lock::<Held>("SELECT person FROM limits_person WHERE person = $1", binds![person]).await?;
    Ok(())
}

/// What stands of an item in a calendar year, fen.
pub(crate) async fn sum(db: &impl ConnectionTrait, person: Uuid, item: &str, year: i32) -> Outcome<i64> {
    let sql = "SELECT CAST(COALESCE(SUM(fen), 0) AS BIGINT) FROM limits_given \
        WHERE person = $1 AND item = $2 AND year = $3 AND taken_back_at IS NULL";
    Ok(scalar(db, sql, binds![person, item, year]).await?.unwrap_or(0))
}

pub(crate) async fn insert(tx: &Tx, person: Uuid, union: Uuid, item: &str, day: Day, fen: i64, what: Uuid) -> Outcome<()> {
    let sql = "INSERT INTO limits_given (person, what, item, year, day, fen, union_id, given_at, taken_back_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL)";
    run(&**tx, sql, binds![person, what, item, day.year(), day.0, fen, union, tx.now()]).await?;
    Ok(())
}

/// `false` when it does not stand.
pub(crate) async fn take_back(tx: &Tx, person: Uuid, what: Uuid) -> Outcome<bool> {
    let sql = "UPDATE limits_given SET taken_back_at = $1 WHERE person = $2 AND what = $3 AND taken_back_at IS NULL";
    Ok(run(&**tx, sql, binds![tx.now(), person, what]).await? > 0)
}

/// What one person was given, the latest first.
pub(crate) async fn of_person(db: &impl ConnectionTrait, person: Uuid, most: i64) -> Outcome<Vec<Given>> {
    let sql = "SELECT what, item, day, fen, union_id FROM limits_given WHERE person = $1 AND taken_back_at IS NULL \
        ORDER BY day DESC, given_at DESC, what LIMIT $2";
    all(db, sql, binds![person, most]).await
}
