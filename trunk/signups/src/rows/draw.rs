use draw::{Hash, Seed};
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Fault, Outcome, Tx, Value, binds, one, places, portions, run, tuples};
use uuid::Uuid;

use super::entry::Entry;

/// A draw, without the two long texts.
#[derive(Clone, FromQueryResult)]
pub struct Draw {
    pub(crate) seed: Vec<u8>,
    /// Published at opening, hexadecimal.
    pub commitment: String,
    /// Which public number, in words.
    pub named: String,
    /// When it falls, unix milliseconds.
    pub falls_at: i64,
    pub prepared_at: i64,
    /// When the list was frozen.
    pub frozen_at: Option<i64>,
    /// How many stand in the list.
    pub entrants: i64,
    /// The hash of the list, hexadecimal.
    pub list: Option<String>,
    /// The public number as it was published.
    pub value: Option<String>,
    pub held_at: Option<i64>,
    pub held_by: Option<Uuid>,
}

/// The seed is a secret until the draw has been held, and a log is read before that.
impl std::fmt::Debug for Draw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Draw").field("commitment", &self.commitment).field("held_at", &self.held_at).finish_non_exhaustive()
    }
}

impl Draw {
    pub(crate) fn seed(&self) -> Outcome<Seed> {
        let bytes = self.seed.as_slice().try_into().map_err(|_| Fault::Internal("a seed that is not 32 bytes".into()))?;
        Ok(Seed(Hash(bytes)))
    }

    #[must_use]
    pub fn is_held(&self) -> bool {
        self.held_at.is_some()
    }

    /// The list stood before the public number fell: without that the draw proves nothing.
    #[must_use]
    pub fn is_frozen_in_time(&self) -> bool {
        self.frozen_at.is_some_and(|at| at < self.falls_at)
    }
}

/// Rows of one statement.
const MOST_ROWS: usize = 256;

const COLUMNS: &str = "seed, commitment, named, falls_at, prepared_at, frozen_at, entrants, list, value, held_at, held_by";

pub(crate) async fn get(db: &impl ConnectionTrait, allotment: Uuid) -> Outcome<Option<Draw>> {
    one(db, &format!("SELECT {COLUMNS} FROM desk_draw WHERE allotment_id = $1"), binds![allotment]).await
}

pub(crate) async fn insert(tx: &Tx, allotment: Uuid, seed: &Seed, named: &str, falls_at: i64) -> Outcome<()> {
    let sql = "INSERT INTO desk_draw (allotment_id, seed, commitment, named, falls_at, prepared_at, entrants) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let commitment = seed.commitment().to_string();
    run(&**tx, sql, binds![allotment, seed.0.0.to_vec(), commitment, named, falls_at, tx.now(), 0_i64]).await?;
    Ok(())
}

/// The list as it stands at closing.
pub(crate) async fn freeze(tx: &Tx, allotment: Uuid, entrants: i64, list: &str, entries: &str) -> Outcome<()> {
    let sql = "UPDATE desk_draw SET frozen_at = $1, entrants = $2, list = $3, entries = $4 WHERE allotment_id = $5 AND frozen_at IS NULL";
    run(&**tx, sql, binds![tx.now(), entrants, list, entries, allotment]).await?;
    Ok(())
}

pub(crate) async fn hold(tx: &Tx, allotment: Uuid, value: &str, record: &str, by: Option<Uuid>) -> Outcome<()> {
    let sql =
        "UPDATE desk_draw SET value = $1, record = $2, held_at = $3, held_by = $4 WHERE allotment_id = $5 AND held_at IS NULL";
    run(&**tx, sql, binds![value, record, tx.now(), by, allotment]).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Text {
    text: Option<String>,
}

/// The frozen list as JSON.
pub(crate) async fn entries(db: &impl ConnectionTrait, allotment: Uuid) -> Outcome<Option<String>> {
    let sql = "SELECT entries AS text FROM desk_draw WHERE allotment_id = $1";
    Ok(one::<Text>(db, sql, binds![allotment]).await?.and_then(|row| row.text))
}

/// The record as it is published, once the draw has been held.
pub(crate) async fn record(db: &impl ConnectionTrait, allotment: Uuid) -> Outcome<Option<String>> {
    let sql = "SELECT record AS text FROM desk_draw WHERE allotment_id = $1";
    Ok(one::<Text>(db, sql, binds![allotment]).await?.and_then(|row| row.text))
}

/// Everybody who was drawn, in this order, waits with his place in it as his rank; the step says it.
pub(crate) async fn queue(tx: &Tx, allotment: Uuid, drawn: &[Entry]) -> Outcome<()> {
    let ranked: Vec<(i64, i64)> = (1..).zip(drawn).map(|(rank, e)| (e.number, rank)).collect();
    for some in portions(&ranked, MOST_ROWS) {
        let cases: String =
            (0..some.len()).map(|n| format!(" WHEN ${} THEN CAST(${} AS BIGINT)", n * 2 + 2, n * 2 + 3)).collect();
        let of = some.len() * 2 + 2;
        let sql = format!(
            "UPDATE desk_entry SET state = 'waiting', decided_at = $1, rank = CASE number{cases} END \
             WHERE allotment_id = ${of} AND number IN ({})",
            places(of + 1, some.len())
        );
        let mut values: Vec<Value> = binds![tx.now()].into_iter().collect();
        values.extend(some.iter().flat_map(|(number, rank)| binds![*number, *rank]));
        values.push(Value::from(allotment));
        values.extend(some.iter().map(|(number, _)| Value::from(*number)));
        run(&**tx, &sql, values).await?;
        let mut steps: Vec<Value> = Vec::with_capacity(some.len() * 6);
        for (number, rank) in some {
            steps.extend(binds![allotment, *number, tx.new_id(), "drawn", tx.now(), *rank]);
        }
        let sql = format!("INSERT INTO desk_step (allotment_id, number, id, what, at, place) VALUES {}", tuples(some.len(), 6));
        run(&**tx, &sql, steps).await?;
    }
    Ok(())
}
