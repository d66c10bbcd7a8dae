use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Fault, Instant, Outcome, Tx, all, binds, run, scalar};
use uuid::Uuid;

use crate::rules::honour::NewHonour;

/// An honour as it was recorded, also where it was taken back.
#[derive(Clone, Debug, FromQueryResult)]
pub struct HonourRow {
    pub id: Uuid,
    /// As [`crate::Title`] and [`crate::Rank`] name it.
    pub title: String,
    pub level: String,
    pub year: i32,
    /// The document that gave it; may be empty.
    pub number: String,
    /// Who recorded it.
    pub union_id: Uuid,
    pub recorded_at: Instant,
    /// Why it was taken back; empty while it stands.
    pub reason: String,
    pub withdrawn_at: Option<Instant>,
}

impl HonourRow {
    #[must_use]
    pub fn stands(&self) -> bool {
        self.withdrawn_at.is_none()
    }
}

const COLUMNS: &str = "id, title, level, year, number, union_id, recorded_at, reason, withdrawn_at";

/// Everything recorded of a person, the newest year first.
pub(crate) async fn of(db: &impl ConnectionTrait, person: Uuid) -> Outcome<Vec<HonourRow>> {
    let sql = format!("SELECT {COLUMNS} FROM member_honour WHERE person = $1 ORDER BY year DESC, id DESC");
    all(db, &sql, binds![person]).await
}

/// Whether the same honour of the same year stands already. The person is held.
pub(crate) async fn stands(tx: &Tx, person: Uuid, new: &NewHonour) -> Outcome<bool> {
    let sql = "SELECT COUNT(*) FROM member_honour WHERE person = $1 AND title = $2 AND level = $3 AND year = $4 \
        AND withdrawn_at IS NULL";
    let (title, level) = (new.honour.title.name(), new.honour.rank.name());
    let n: Option<i64> = scalar(&**tx, sql, binds![person, title, level, new.year]).await?;
    Ok(n.unwrap_or(0) > 0)
}

/// How many of a person stand. The person is held.
pub(crate) async fn count(tx: &Tx, person: Uuid) -> Outcome<i64> {
    let sql = "SELECT COUNT(*) FROM member_honour WHERE person = $1 AND withdrawn_at IS NULL";
    Ok(scalar(&**tx, sql, binds![person]).await?.unwrap_or(0))
}

pub(crate) async fn insert(tx: &Tx, person: Uuid, union: Uuid, new: &NewHonour, by: Option<Uuid>) -> Outcome<Uuid> {
    let sql = "INSERT INTO member_honour (person, id, title, level, year, number, union_id, recorded_by, recorded_at, reason) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '')";
    let id = tx.new_id();
    let (title, level) = (new.honour.title.name(), new.honour.rank.name());
    run(&**tx, sql, binds![person, id, title, level, new.year, new.number.clone(), union, by, tx.now()]).await?;
    Ok(id)
}

/// Takes one back.
///
/// # Errors
/// [`Fault::NotFound`] where the person has none such standing.
pub(crate) async fn withdraw(tx: &Tx, person: Uuid, id: Uuid, reason: &str, by: Option<Uuid>) -> Outcome<()> {
    let sql = "UPDATE member_honour SET reason = $1, withdrawn_by = $2, withdrawn_at = $3 \
        WHERE person = $4 AND id = $5 AND withdrawn_at IS NULL";
    if run(&**tx, sql, binds![reason, by, tx.now(), person, id]).await? == 1 { Ok(()) } else { Err(Fault::NotFound) }
}
