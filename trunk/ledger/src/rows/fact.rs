use store::{Outcome, Tx, Value, binds, run, tuples};
use uuid::Uuid;

use crate::fact::Fact;
use crate::figures::VERSION;
use crate::rows::tail::{self, NewTail};

const COLUMNS: usize = 16;
/// 16 binds a row; SQLite takes 32,766 in one statement.
const BATCH: usize = 1_000;

/// Appends facts, in the order given; answers their ids.
pub(crate) async fn insert(tx: &Tx, facts: &[Fact]) -> Outcome<Vec<Uuid>> {
    let mut ids = Vec::with_capacity(facts.len());
    for batch in facts.chunks(BATCH) {
        let mut values: Vec<Value> = Vec::with_capacity(batch.len() * COLUMNS);
        for f in batch {
            let id = tx.new_id();
            ids.push(id);
            values.extend(binds![
                f.event,
                id,
                f.what.name(),
                f.day.0,
                f.day.month_key(),
                f.host,
                f.home,
                f.ordinal,
                f.unit,
                f.quantity,
                f.kind.clone(),
                f.programme,
                f.setting.clone(),
                f.channel.clone(),
                f.source.name(),
                tx.now()
            ]);
        }
        let sql = format!(
            "INSERT INTO ledger_fact (event, id, what, day, month, host, home, ordinal, unit, quantity, kind, programme, \
             setting, channel, source, recorded_at) VALUES {}",
            tuples(batch.len(), COLUMNS)
        );
        run(&**tx, &sql, values).await?;
    }
    let waits =
        |(f, id): (&Fact, &Uuid)| NewTail { event: f.event, fact: *id, is_gone: false, month: f.day.month_key(), host: f.host };
    tail::insert(tx, &facts.iter().zip(&ids).map(waits).collect::<Vec<_>>()).await?;
    tx.bump(VERSION);
    Ok(ids)
}

/// Retracts facts, each given with its event. A fact that is not of its event is refused by the schema, one retracted before
/// is taken.
pub(crate) async fn retract_all(tx: &Tx, facts: &[(Uuid, Uuid)], reason: &str) -> Outcome<()> {
    for batch in facts.chunks(BATCH) {
        let mut values: Vec<Value> = Vec::with_capacity(batch.len() * 5);
        for (event, fact) in batch {
            values.extend(binds![*event, *fact, tx.new_id(), reason, tx.now()]);
        }
        let sql =
            format!("INSERT INTO ledger_retraction (event, fact, id, reason, recorded_at) VALUES {}", tuples(batch.len(), 5));
        run(&**tx, &sql, values).await?;
    }
    tail::retract(tx, facts).await?;
    tx.bump(VERSION);
    Ok(())
}

/// Retracts facts of one event.
pub(crate) async fn retract(tx: &Tx, event: Uuid, facts: &[Uuid], reason: &str) -> Outcome<()> {
    let facts: Vec<(Uuid, Uuid)> = facts.iter().map(|fact| (event, *fact)).collect();
    retract_all(tx, &facts, reason).await
}
