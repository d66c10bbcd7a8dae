use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, all, binds};
use uuid::Uuid;

/// A closed month of a union.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub(crate) struct Closed {
    pub union_id: Uuid,
    pub month: i32,
}

/// Closed months from the first to the last asked for, of any union: they are few.
pub(crate) async fn between(db: &impl ConnectionTrait, first: i32, last: i32) -> Outcome<Vec<Closed>> {
    let sql = "SELECT union_id, month FROM ledger_closure WHERE month >= $1 AND month <= $2";
    all(db, sql, binds![first, last]).await
}
