use sea_orm::FromQueryResult;
use store::{Outcome, Tx, binds, one, run};
use uuid::Uuid;

/// A number shown at the scales.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Code {
    pub code: String,
    pub person: Uuid,
    /// Unix milliseconds.
    pub until_at: i64,
}

/// The person's number that is still good.
pub(crate) async fn of(db: &impl sea_orm::ConnectionTrait, challenge: Uuid, person: Uuid, now: i64) -> Outcome<Option<Code>> {
    let sql = "SELECT code, person, until_at FROM chl_code WHERE challenge_id = $1 AND person = $2 AND until_at > $3";
    one(db, sql, binds![challenge, person, now]).await
}

/// Whose number this is, held until the commit.
pub(crate) async fn lock(tx: &Tx, challenge: Uuid, code: &str, now: i64) -> Outcome<Option<Code>> {
    let sql = "SELECT code, person, until_at FROM chl_code WHERE challenge_id = $1 AND code = $2 AND until_at > $3";
    tx.lock(sql, binds![challenge, code, now]).await
}

/// `false`: somebody else has this number by now.
pub(crate) async fn insert(tx: &Tx, challenge: Uuid, c: &Code) -> Outcome<bool> {
    let sql = "INSERT INTO chl_code (challenge_id, code, person, until_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    Ok(run(&**tx, sql, binds![challenge, c.code.clone(), c.person, c.until_at]).await? == 1)
}

/// The person's own, and those of others that are no longer good.
pub(crate) async fn delete_of(tx: &Tx, challenge: Uuid, person: Uuid) -> Outcome<()> {
    let sql = "DELETE FROM chl_code WHERE challenge_id = $1 AND (person = $2 OR until_at <= $3)";
    run(&**tx, sql, binds![challenge, person, tx.now()]).await?;
    Ok(())
}

pub(crate) async fn delete_all(tx: &Tx, challenge: Uuid) -> Outcome<()> {
    run(&**tx, "DELETE FROM chl_code WHERE challenge_id = $1", binds![challenge]).await?;
    Ok(())
}
