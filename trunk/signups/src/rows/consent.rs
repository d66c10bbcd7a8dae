use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, portions, run, tuples};
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

/// Rows of one statement.
const MOST_ROWS: usize = 256;

/// Writes consents given with new entries: allotment, number, and when (unix milliseconds).
pub(crate) async fn insert(tx: &Tx, given: &[(Uuid, i64, i64)]) -> Outcome<()> {
    for some in portions(given, MOST_ROWS) {
        let sql = format!("INSERT INTO desk_health_consent (allotment_id, number, given_at) VALUES {}", tuples(some.len(), 3));
        run(&**tx, &sql, some.iter().flat_map(|(id, number, at)| binds![*id, *number, *at])).await?;
    }
    Ok(())
}

/// Writes a consent, unless one stands.
pub(crate) async fn give(tx: &Tx, allotment: Uuid, number: i64, at: i64) -> Outcome<bool> {
    if of(&**tx, allotment, number).await?.iter().any(|c| c.withdrawn_at.is_none()) {
        return Ok(false);
    }
    insert(tx, &[(allotment, number, at)]).await?;
    Ok(true)
}

/// Ends the consent that stands; says whether there was one.
pub(crate) async fn withdraw(tx: &Tx, allotment: Uuid, number: i64) -> Outcome<bool> {
    let sql = "UPDATE desk_health_consent SET withdrawn_at = $1 WHERE allotment_id = $2 AND number = $3 AND withdrawn_at IS NULL";
    Ok(run(&**tx, sql, binds![tx.now(), allotment, number]).await? > 0)
}
