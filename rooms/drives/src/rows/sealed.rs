//! What is sealed, as the keys' renewal finds it.

use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, run, scalar};
use uuid::Uuid;

/// The sealed columns of a hand-out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Guest,
    Signature,
}

impl Column {
    pub const ALL: [Self; 2] = [Self::Guest, Self::Signature];

    pub fn name(self) -> &'static str {
        match self {
            Self::Guest => "guest",
            Self::Signature => "signature",
        }
    }
}

#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Sealed {
    pub drive_id: Uuid,
    pub id: Uuid,
    pub value: Vec<u8>,
}

/// Values sealed with an older key than the newest, after this id.
pub(crate) async fn below(db: &impl ConnectionTrait, c: Column, mark: &[u8], after: Uuid, most: i64) -> Outcome<Vec<Sealed>> {
    let sql = format!(
        "SELECT drive_id, id, {0} AS value FROM drive_hand_out WHERE {0} < $1 AND id > $2 ORDER BY id LIMIT $3",
        c.name()
    );
    all(db, &sql, binds![mark, after, most]).await
}

pub(crate) async fn count_below(db: &impl ConnectionTrait, c: Column, mark: &[u8]) -> Outcome<i64> {
    let sql = format!("SELECT COUNT(*) FROM drive_hand_out WHERE {} < $1", c.name());
    Ok(scalar(db, &sql, binds![mark]).await?.unwrap_or(0))
}

/// Puts the same value, sealed anew, in the place of the old one.
pub(crate) async fn replace(tx: &Tx, c: Column, old: &Sealed, new: &[u8]) -> Outcome<u64> {
    let sql = format!("UPDATE drive_hand_out SET {0} = $1 WHERE drive_id = $2 AND id = $3 AND {0} = $4", c.name());
    run(&**tx, &sql, binds![new, old.drive_id, old.id, old.value.clone()]).await
}
