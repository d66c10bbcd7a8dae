use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, run};
use uuid::Uuid;

/// An auditor opened who stands behind an entry.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Look {
    pub id: Uuid,
    /// The entry.
    pub number: i64,
    pub person: Uuid,
    pub reason: String,
    pub done_by: Uuid,
    /// The union of the auditor's post.
    pub at_union: Uuid,
    pub at: i64,
}

const COLUMNS: &str = "id, number, person, reason, done_by, at_union, at";

pub(crate) async fn insert(tx: &Tx, allotment: Uuid, l: &Look) -> Outcome<()> {
    let sql = format!("INSERT INTO desk_look (allotment_id, {COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    run(&**tx, &sql, binds![allotment, l.id, l.number, l.person, l.reason.clone(), l.done_by, l.at_union, l.at]).await?;
    Ok(())
}

/// What was opened in an allotment, the newest first.
pub(crate) async fn of(db: &impl ConnectionTrait, allotment: Uuid, most: i64) -> Outcome<Vec<Look>> {
    let sql = format!("SELECT {COLUMNS} FROM desk_look WHERE allotment_id = $1 ORDER BY id DESC LIMIT $2");
    all(db, &sql, binds![allotment, most]).await
}

/// What was opened of one person in an allotment, the newest first.
pub(crate) async fn of_person(db: &impl ConnectionTrait, allotment: Uuid, person: Uuid, most: i64) -> Outcome<Vec<Look>> {
    let sql = format!("SELECT {COLUMNS} FROM desk_look WHERE allotment_id = $1 AND person = $2 ORDER BY id DESC LIMIT $3");
    all(db, &sql, binds![allotment, person, most]).await
}

/// An entry of a draw with its secret.
#[derive(FromQueryResult)]
pub(crate) struct Secret {
    pub number: i64,
    pub receipt: Option<Vec<u8>>,
}

/// Everybody who ever entered a draw, over or not, behind this number.
pub(crate) async fn secrets(db: &impl ConnectionTrait, allotment: Uuid, behind: i64, most: i64) -> Outcome<Vec<Secret>> {
    let sql = "SELECT number, receipt FROM desk_entry WHERE allotment_id = $1 AND receipt IS NOT NULL AND number > $2 \
        ORDER BY number LIMIT $3";
    all(db, sql, binds![allotment, behind, most]).await
}
