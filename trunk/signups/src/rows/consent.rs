use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, run};
use uuid::Uuid;

/// Somebody consented that what he answers about health is used; unix milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct HealthConsent {
    pub given_at: i64,
    pub withdrawn_at: Option<i64>,
}

/// All of an entry, in order.
pub(crate) async fn of(db: &impl ConnectionTrait, allotment: Uuid, number: i64) -> Outcome<Vec<HealthConsent>> {
    let sql = "SELECT given_at, withdrawn_at FROM desk_health_consent WHERE allotment_id = $1 AND number = $2 ORDER BY given_at";
    all(db, sql, binds![allotment, number]).await
}

/// Writes a consent, unless one stands.
pub(crate) async fn give(tx: &Tx, allotment: Uuid, number: i64, at: i64) -> Outcome<bool> {
    if of(&**tx, allotment, number).await?.iter().any(|c| c.withdrawn_at.is_none()) {
        return Ok(false);
    }
    let sql = "INSERT INTO desk_health_consent (allotment_id, number, given_at) VALUES ($1, $2, $3)";
    run(&**tx, sql, binds![allotment, number, at]).await?;
    Ok(true)
}

/// Ends the consent that stands; says whether there was one.
pub(crate) async fn withdraw(tx: &Tx, allotment: Uuid, number: i64) -> Outcome<bool> {
    let sql = "UPDATE desk_health_consent SET withdrawn_at = $1 WHERE allotment_id = $2 AND number = $3 AND withdrawn_at IS NULL";
    Ok(run(&**tx, sql, binds![tx.now(), allotment, number]).await? > 0)
}
