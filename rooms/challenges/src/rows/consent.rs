use store::{Outcome, Tx, binds, run};
use uuid::Uuid;

pub(crate) async fn insert(tx: &Tx, challenge: Uuid, person: Uuid, wording: &str) -> Outcome<()> {
    let sql = "INSERT INTO chl_consent (challenge_id, id, person, wording, given_at) VALUES ($1, $2, $3, $4, $5)";
    run(&**tx, sql, binds![challenge, tx.new_id(), person, wording, tx.now()]).await?;
    Ok(())
}

pub(crate) async fn withdraw(tx: &Tx, challenge: Uuid, person: Uuid) -> Outcome<()> {
    let sql = "UPDATE chl_consent SET withdrawn_at = $1 WHERE challenge_id = $2 AND person = $3 AND withdrawn_at IS NULL";
    run(&**tx, sql, binds![tx.now(), challenge, person]).await?;
    Ok(())
}

pub(crate) async fn delete_of(tx: &Tx, challenge: Uuid, person: Uuid) -> Outcome<()> {
    run(&**tx, "DELETE FROM chl_consent WHERE challenge_id = $1 AND person = $2", binds![challenge, person]).await?;
    Ok(())
}
