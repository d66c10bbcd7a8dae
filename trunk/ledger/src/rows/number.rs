//! Dense numbers of unions and employers.

use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, binds, run, tuples};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    number: i64,
}

/// Those given after the number `last`, in order.
pub(crate) async fn since(db: &impl ConnectionTrait, last: i64) -> Outcome<Vec<(Uuid, i64)>> {
    let sql = "SELECT id, number FROM ledger_number WHERE number > $1 ORDER BY number";
    let rows: Vec<Row> = all(db, sql, binds![last]).await?;
    Ok(rows.into_iter().map(|r| (r.id, r.number)).collect())
}

/// Two binds a row.
const BATCH: usize = 4_096;

pub(crate) async fn insert(tx: &Tx, numbers: &[(Uuid, i64)]) -> Outcome<()> {
    for batch in store::portions(numbers, BATCH) {
        let values: Vec<Value> = batch.iter().flat_map(|(id, number)| binds![*id, *number]).collect();
        let sql = format!("INSERT INTO ledger_number (id, number) VALUES {}", tuples(batch.len(), 2));
        run(&**tx, &sql, values).await?;
    }
    Ok(())
}
