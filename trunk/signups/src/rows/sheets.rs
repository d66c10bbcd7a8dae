//! The answers of an allotment together, without a word of them.

use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, one, run};
use uuid::Uuid;

use super::entry::Entry;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub(crate) struct Sheets {
    /// Rises with each change that no counter of the allotment shows.
    pub turn: i64,
    /// When all were deleted, unix milliseconds.
    pub forgotten_at: Option<i64>,
}

pub(crate) async fn get(db: &impl ConnectionTrait, allotment: Uuid) -> Outcome<Sheets> {
    let sql = "SELECT turn, forgotten_at FROM desk_sheets WHERE allotment_id = $1";
    Ok(one(db, sql, binds![allotment]).await?.unwrap_or_default())
}

/// An answer was corrected or is gone.
pub(crate) async fn turn(tx: &Tx, allotment: Uuid) -> Outcome<()> {
    let sql = "INSERT INTO desk_sheets (allotment_id, turn) VALUES ($1, 1) \
        ON CONFLICT (allotment_id) DO UPDATE SET turn = desk_sheets.turn + 1";
    run(&**tx, sql, binds![allotment]).await?;
    Ok(())
}

/// None is left, the time they were needed being over.
pub(crate) async fn forgotten(tx: &Tx, allotment: Uuid) -> Outcome<()> {
    turn(tx, allotment).await?;
    let sql = "UPDATE desk_sheets SET forgotten_at = $1 WHERE allotment_id = $2";
    run(&**tx, sql, binds![tx.now(), allotment]).await?;
    Ok(())
}

/// What an entry that is over had answered goes. Nobody works any more with the answers of who left or got no place, so they go in the
/// very transaction and do not wait for the day until which one may leave; whoever signs up again answers again.
pub(crate) async fn end(tx: &Tx, e: &mut Entry) -> Outcome<()> {
    if e.answers.is_empty() {
        return Ok(());
    }
    e.answers.clear();
    run(&**tx, "UPDATE desk_entry SET answers = '' WHERE allotment_id = $1 AND number = $2", binds![e.allotment_id, e.number])
        .await?;
    turn(tx, e.allotment_id).await
}

#[derive(FromQueryResult)]
struct Of {
    id: Uuid,
}

/// Forgets everything a person answered anywhere.
pub(crate) async fn forget_person(tx: &Tx, person: Uuid) -> Outcome<()> {
    let sql = "SELECT DISTINCT allotment_id AS id FROM desk_entry WHERE person = $1 AND answers <> '' ORDER BY allotment_id";
    let touched = all::<Of>(&**tx, sql, binds![person]).await?;
    run(&**tx, "UPDATE desk_entry SET answers = '' WHERE person = $1 AND answers <> ''", binds![person]).await?;
    for of in touched {
        turn(tx, of.id).await?;
    }
    Ok(())
}

/// Forgets some answers of an allotment; says how many.
pub(crate) async fn forget_some(tx: &Tx, allotment: Uuid, most: i64) -> Outcome<u64> {
    let sql = "UPDATE desk_entry SET answers = '' WHERE allotment_id = $1 AND number IN \
        (SELECT number FROM desk_entry WHERE allotment_id = $1 AND answers <> '' ORDER BY number LIMIT $2)";
    run(&**tx, sql, binds![allotment, most]).await
}

/// Allotments that asked something and were over for `kept` milliseconds at `now`, and whose answers were not deleted since. Over:
/// when the last meeting ended that was not called off, but no sooner than entering closed; what has no meetings, when nobody can
/// leave any more. Over all allotments, so that it may fan out.
pub(crate) async fn due(db: &impl ConnectionTrait, now: i64, kept: i64, most: i64) -> Outcome<Vec<Uuid>> {
    let last = "COALESCE(MAX(o.ends_at), a.withdraw_until)";
    let over = format!("CASE WHEN {last} > a.closes_at THEN {last} ELSE a.closes_at END");
    let sql = format!(
        "SELECT a.id FROM desk_allotment a JOIN desk_form f ON f.allotment_id = a.id AND f.version = 1 \
         LEFT JOIN desk_occasion o ON o.allotment_id = a.id AND o.state = 'planned' \
         LEFT JOIN desk_sheets s ON s.allotment_id = a.id \
         GROUP BY a.id, a.closes_at, a.withdraw_until, s.forgotten_at \
         HAVING {over} <= $1 AND (s.forgotten_at IS NULL OR s.forgotten_at < {over} + $2) ORDER BY a.id LIMIT $3"
    );
    Ok(all::<Of>(db, &sql, binds![now - kept, kept, most]).await?.into_iter().map(|row| row.id).collect())
}
