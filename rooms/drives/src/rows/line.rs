use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, asked, binds, places, portions, run, tuples};
use uuid::Uuid;

/// The pieces of one good in a hand-out, at the price of that day.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Line {
    pub hand_out_id: Uuid,
    pub good_id: Uuid,
    pub pieces: i64,
    pub price_fen: i64,
}

const COLUMNS: &str = "hand_out_id, good_id, pieces, price_fen";
const BATCH: usize = 256;

pub(crate) async fn insert(tx: &Tx, drive: Uuid, lines: &[Line]) -> Outcome<()> {
    for some in portions(lines, BATCH) {
        let sql = format!(
            "INSERT INTO drive_line (drive_id, hand_out_id, good_id, pieces, price_fen) VALUES {}",
            tuples(some.len(), 5)
        );
        let values = some.iter().flat_map(|l| binds![drive, l.hand_out_id, l.good_id, l.pieces, l.price_fen]);
        run(&**tx, &sql, values).await?;
    }
    Ok(())
}

pub(crate) async fn of(db: &impl ConnectionTrait, drive: Uuid, hand_out: Uuid) -> Outcome<Vec<Line>> {
    let sql = format!("SELECT {COLUMNS} FROM drive_line WHERE drive_id = $1 AND hand_out_id = $2 ORDER BY good_id");
    all(db, &sql, binds![drive, hand_out]).await
}

/// The lines of some hand-outs of one drive.
pub(crate) async fn of_many(db: &impl ConnectionTrait, drive: Uuid, hand_outs: &[Uuid]) -> Outcome<Vec<Line>> {
    let mut found = Vec::new();
    for some in asked(hand_outs, BATCH) {
        let sql = format!(
            "SELECT {COLUMNS} FROM drive_line WHERE drive_id = $1 AND hand_out_id IN ({}) ORDER BY hand_out_id, good_id",
            places(2, some.len())
        );
        found.extend(all::<Line>(db, &sql, std::iter::once(Value::from(drive)).chain(some.into_iter().map(Value::from))).await?);
    }
    Ok(found)
}
