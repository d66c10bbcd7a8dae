use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, one, run};
use uuid::Uuid;

/// A group that people made themselves.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Team {
    pub id: Uuid,
    pub name: String,
}

pub(crate) async fn of(db: &impl ConnectionTrait, challenge: Uuid) -> Outcome<Vec<Team>> {
    all(db, "SELECT id, name FROM chl_team WHERE challenge_id = $1 ORDER BY name", binds![challenge]).await
}

/// The team of this name; it is made where there is none.
pub(crate) async fn named(tx: &Tx, challenge: Uuid, name: &str) -> Outcome<Option<Uuid>> {
    let sql = "INSERT INTO chl_team (challenge_id, id, name) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    run(&**tx, sql, binds![challenge, tx.new_id(), name]).await?;
    let sql = "SELECT id, name FROM chl_team WHERE challenge_id = $1 AND name = $2";
    Ok(one::<Team>(&**tx, sql, binds![challenge, name]).await?.map(|t| t.id))
}
