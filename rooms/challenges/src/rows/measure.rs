use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, one, run, scalar};
use uuid::Uuid;

/// What somebody measured on a day; the value is sealed.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Measure {
    pub challenge_id: Uuid,
    pub person: Uuid,
    pub day: i32,
    pub value: Vec<u8>,
    /// `self`, `start` or `end`.
    pub how: String,
    pub key: Uuid,
    pub recorded_at: i64,
}

impl Measure {
    pub fn is_at_scales(&self) -> bool {
        self.how != "self"
    }
}

const COLUMNS: &str = "challenge_id, person, day, value, how, key, recorded_at";

pub(crate) async fn of_person(db: &impl ConnectionTrait, challenge: Uuid, person: Uuid) -> Outcome<Vec<Measure>> {
    let sql = format!("SELECT {COLUMNS} FROM chl_measure WHERE challenge_id = $1 AND person = $2 ORDER BY day");
    all(db, &sql, binds![challenge, person]).await
}

pub(crate) async fn of_challenge(db: &impl ConnectionTrait, challenge: Uuid) -> Outcome<Vec<Measure>> {
    let sql = format!("SELECT {COLUMNS} FROM chl_measure WHERE challenge_id = $1 ORDER BY person, day");
    all(db, &sql, binds![challenge]).await
}

pub(crate) async fn on(db: &impl ConnectionTrait, challenge: Uuid, person: Uuid, day: Day) -> Outcome<Option<Measure>> {
    let sql = format!("SELECT {COLUMNS} FROM chl_measure WHERE challenge_id = $1 AND person = $2 AND day = $3");
    one(db, &sql, binds![challenge, person, day.0]).await
}

/// Writes the value of a day, over an earlier one of the same day.
pub(crate) async fn put(tx: &Tx, m: &Measure) -> Outcome<()> {
    let sql = "INSERT INTO chl_measure (challenge_id, person, day, value, how, key, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
        ON CONFLICT (challenge_id, person, day) DO UPDATE SET value = excluded.value, how = excluded.how, key = excluded.key, \
        recorded_at = excluded.recorded_at";
    let (how, value) = (m.how.clone(), m.value.clone());
    run(&**tx, sql, binds![m.challenge_id, m.person, m.day, value, how, m.key, m.recorded_at]).await?;
    Ok(())
}

/// There is one start and one end: an earlier one makes way.
pub(crate) async fn delete_how(tx: &Tx, challenge: Uuid, person: Uuid, how: &str) -> Outcome<()> {
    let sql = "DELETE FROM chl_measure WHERE challenge_id = $1 AND person = $2 AND how = $3";
    run(&**tx, sql, binds![challenge, person, how]).await?;
    Ok(())
}

/// All of a person in a challenge, with the forms it came by.
pub(crate) async fn delete_of(tx: &Tx, challenge: Uuid, person: Uuid) -> Outcome<u64> {
    run(&**tx, "DELETE FROM chl_sent WHERE challenge_id = $1 AND person = $2", binds![challenge, person]).await?;
    run(&**tx, "DELETE FROM chl_measure WHERE challenge_id = $1 AND person = $2", binds![challenge, person]).await
}

/// All of a challenge.
pub(crate) async fn delete_all(tx: &Tx, challenge: Uuid) -> Outcome<u64> {
    run(&**tx, "DELETE FROM chl_sent WHERE challenge_id = $1", binds![challenge]).await?;
    run(&**tx, "DELETE FROM chl_measure WHERE challenge_id = $1", binds![challenge]).await
}

/// Whether a form was overtaken by a later one.
pub(crate) async fn is_overtaken(db: &impl ConnectionTrait, challenge: Uuid, person: Uuid, key: Uuid) -> Outcome<bool> {
    let sql = "SELECT COUNT(*) FROM chl_sent WHERE challenge_id = $1 AND person = $2 AND key = $3";
    Ok(scalar::<i64>(db, sql, binds![challenge, person, key]).await?.unwrap_or(0) > 0)
}

pub(crate) async fn overtake(tx: &Tx, challenge: Uuid, person: Uuid, key: Uuid) -> Outcome<()> {
    let sql = "INSERT INTO chl_sent (challenge_id, person, key) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    run(&**tx, sql, binds![challenge, person, key]).await?;
    Ok(())
}
