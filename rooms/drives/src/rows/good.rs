use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, run};
use uuid::Uuid;

use crate::rules::things::GoodDraft;

/// What is handed out.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Good {
    pub id: Uuid,
    pub name: String,
    /// `箱`, `份`; may be empty.
    pub unit: String,
    /// A piece, fen.
    pub price_fen: i64,
    /// A name of [`crate::SOURCES`]: who pays for it.
    pub source: String,
    pub taken_in: i64,
    /// Never more than `taken_in`, by the schema.
    pub handed_out: i64,
}

impl Good {
    #[must_use]
    pub fn left(&self) -> i64 {
        self.taken_in - self.handed_out
    }
}

const COLUMNS: &str = "id, name, unit, price_fen, source, taken_in, handed_out";

/// The goods of a drive, in the order they were entered.
pub(crate) async fn of(db: &impl ConnectionTrait, drive: Uuid) -> Outcome<Vec<Good>> {
    all(db, &format!("SELECT {COLUMNS} FROM drive_good WHERE drive_id = $1 ORDER BY recorded_at, id"), binds![drive]).await
}

pub(crate) async fn insert(tx: &Tx, drive: Uuid, id: Uuid, g: &GoodDraft) -> Outcome<()> {
    let sql = "INSERT INTO drive_good (drive_id, id, name, unit, price_fen, source, taken_in, handed_out, recorded_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8)";
    let values = binds![drive, id, g.name.as_str(), g.unit.as_str(), g.price, g.source, g.pieces, tx.now()];
    run(&**tx, sql, values).await?;
    Ok(())
}

/// Pieces more, or fewer below nothing; `false` when fewer would be there than are out.
pub(crate) async fn take_in(tx: &Tx, drive: Uuid, id: Uuid, pieces: i64) -> Outcome<bool> {
    let sql = "UPDATE drive_good SET taken_in = taken_in + $1 WHERE drive_id = $2 AND id = $3 AND taken_in + $1 >= handed_out";
    Ok(run(&**tx, sql, binds![pieces, drive, id]).await? > 0)
}

/// `false` when so many are not left.
pub(crate) async fn hand_out(tx: &Tx, drive: Uuid, id: Uuid, pieces: i64) -> Outcome<bool> {
    let sql =
        "UPDATE drive_good SET handed_out = handed_out + $1 WHERE drive_id = $2 AND id = $3 AND handed_out + $1 <= taken_in";
    Ok(run(&**tx, sql, binds![pieces, drive, id]).await? > 0)
}

pub(crate) async fn put_back(tx: &Tx, drive: Uuid, id: Uuid, pieces: i64) -> Outcome<()> {
    let sql = "UPDATE drive_good SET handed_out = handed_out - $1 WHERE drive_id = $2 AND id = $3";
    run(&**tx, sql, binds![pieces, drive, id]).await?;
    Ok(())
}
