use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, portions, run, tuples};
use uuid::Uuid;

const BATCH: usize = 256;

/// Remembers which facts of the ledger a hand-out stands for.
pub(crate) async fn insert(tx: &Tx, drive: Uuid, facts: &[(Uuid, Uuid)]) -> Outcome<()> {
    for some in portions(facts, BATCH) {
        let sql = format!("INSERT INTO drive_fact (drive_id, hand_out_id, fact) VALUES {}", tuples(some.len(), 3));
        run(&**tx, &sql, some.iter().flat_map(|(hand_out, fact)| binds![drive, *hand_out, *fact])).await?;
    }
    Ok(())
}

pub(crate) async fn of(db: &impl ConnectionTrait, drive: Uuid, hand_out: Uuid) -> Outcome<Vec<Uuid>> {
    #[derive(FromQueryResult)]
    struct Kept {
        fact: Uuid,
    }
    let sql = "SELECT fact FROM drive_fact WHERE drive_id = $1 AND hand_out_id = $2 ORDER BY fact";
    Ok(all::<Kept>(db, sql, binds![drive, hand_out]).await?.into_iter().map(|k| k.fact).collect())
}
