use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, one, run};
use uuid::Uuid;

use crate::{Media, Taken};

/// A file that hangs on something.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Attached {
    pub owner: Uuid,
    pub id: Uuid,
    /// What of its owner it hangs on, where it is only a part.
    pub part: Option<Uuid>,
    pub(crate) hash: String,
    media: String,
    /// In bytes.
    pub bytes: i64,
    /// As it is given out: `学习资料.pdf`.
    pub name: String,
    /// What whoever attached it calls it.
    pub title: String,
    pub added_by: Option<Uuid>,
    pub added_at: i64,
}

impl Attached {
    /// What it is; a PDF where the table says nothing we know, which no program runs.
    #[must_use]
    pub fn media(&self) -> Media {
        Media::of_ending(&self.media).unwrap_or(Media::Pdf)
    }
}

/// The constraint that refuses the same content twice on one owner.
pub const TWICE: &str = "file_attached_owner_hash_key";

const COLUMNS: &str = "owner, id, part, hash, media, bytes, name, title, added_by, added_at";

/// Hangs what was taken on `owner`, the root of a room's aggregate, or on a `part` of it, inside that room's own transaction.
/// The same content twice on one owner is refused by the schema.
///
/// # Errors
/// [`store::Fault::Taken`] ([`TWICE`]): it hangs there already. [`store::Fault::Database`].
pub async fn attach(tx: &Tx, owner: Uuid, part: Option<Uuid>, taken: &Taken, title: &str, by: Option<Uuid>) -> Outcome<Uuid> {
    let id = tx.new_id();
    let title = if title.is_empty() { taken.name.rsplit_once('.').map_or(taken.name.as_str(), |(stem, _)| stem) } else { title };
    let sql = format!("INSERT INTO file_attached ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
    let media = taken.media.ending();
    let values = binds![owner, id, part, taken.hash.as_str(), media, taken.bytes, taken.name.as_str(), title, by, tx.now()];
    run(&**tx, &sql, values).await?;
    Ok(id)
}

/// What hangs on `owner`, the oldest first.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn attached(db: &impl ConnectionTrait, owner: Uuid) -> Outcome<Vec<Attached>> {
    all(db, &format!("SELECT {COLUMNS} FROM file_attached WHERE owner = $1 ORDER BY added_at, id"), binds![owner]).await
}

/// # Errors
/// [`store::Fault::Database`].
pub async fn one_attached(db: &impl ConnectionTrait, owner: Uuid, id: Uuid) -> Outcome<Option<Attached>> {
    one(db, &format!("SELECT {COLUMNS} FROM file_attached WHERE owner = $1 AND id = $2"), binds![owner, id]).await
}

/// What somebody attached and still hangs, the oldest first.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn attached_by(db: &impl ConnectionTrait, person: Uuid) -> Outcome<Vec<Attached>> {
    all(db, &format!("SELECT {COLUMNS} FROM file_attached WHERE added_by = $1 ORDER BY added_at, id"), binds![person]).await
}

/// Wherever this content hangs.
pub(crate) async fn attached_as(db: &impl ConnectionTrait, hash: &str) -> Outcome<Vec<Attached>> {
    all(db, &format!("SELECT {COLUMNS} FROM file_attached WHERE hash = $1 ORDER BY owner, id"), binds![hash]).await
}

/// Takes one off again, if it is there.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn detach(tx: &Tx, owner: Uuid, id: Uuid) -> Outcome<bool> {
    Ok(run(&**tx, "DELETE FROM file_attached WHERE owner = $1 AND id = $2", binds![owner, id]).await? > 0)
}
