use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, binds, one, run};
use uuid::Uuid;

/// A person's own feed: the hash of its secret, and when the address was made (unix milliseconds).
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Feed {
    pub secret: Vec<u8>,
    pub made_at: i64,
}

pub(crate) async fn get(db: &impl ConnectionTrait, person: Uuid) -> Outcome<Option<Feed>> {
    one(db, "SELECT secret, made_at FROM agenda_feed WHERE person = $1", binds![person]).await
}

/// Puts this secret in place of an earlier one.
pub(crate) async fn put(tx: &Tx, person: Uuid, secret: Vec<u8>) -> Outcome<()> {
    let sql = "INSERT INTO agenda_feed (person, secret, made_at) VALUES ($1, $2, $3) \
        ON CONFLICT (person) DO UPDATE SET secret = $2, made_at = $3";
    run(&**tx, sql, binds![person, secret, tx.now()]).await?;
    Ok(())
}

pub(crate) async fn delete(tx: &Tx, person: Uuid) -> Outcome<bool> {
    Ok(run(&**tx, "DELETE FROM agenda_feed WHERE person = $1", binds![person]).await? > 0)
}
