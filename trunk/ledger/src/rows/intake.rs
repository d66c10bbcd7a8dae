use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, run, scalar};
use uuid::Uuid;

/// A file taken in.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct IntakeRow {
    pub id: Uuid,
    pub file: String,
    pub source: String,
    pub lines: i32,
    pub facts: i32,
    pub taken_at: i64,
    /// Why it was taken back, if it was.
    pub withdrawn: Option<String>,
}

pub(crate) struct NewIntake<'a> {
    pub id: Uuid,
    pub union: Uuid,
    pub file: &'a str,
    pub hash: &'a str,
    pub source: &'static str,
    pub lines: i32,
    pub facts: i32,
    pub by: Option<Uuid>,
}

pub(crate) async fn insert(tx: &Tx, new: &NewIntake<'_>) -> Outcome<()> {
    let sql = "INSERT INTO ledger_intake (union_id, id, file, hash, source, lines, facts, taken_by, taken_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let values = binds![new.union, new.id, new.file, new.hash, new.source, new.lines, new.facts, new.by, tx.now()];
    run(&**tx, sql, values).await?;
    Ok(())
}

/// Holds the intakes of one union until the commit, so that the same file is not taken twice at once.
pub(crate) async fn hold(tx: &Tx, union: Uuid) -> Outcome<()> {
    #[derive(FromQueryResult)]
    struct Held {
        #[allow(dead_code, reason = "the row is read for its lock")]
        id: Uuid,
    }
    tx.lock::<Held>("SELECT id FROM org_union WHERE id = $1", binds![union]).await?;
    Ok(())
}

/// Whether this union took a file with this content before and has not taken it back.
pub(crate) async fn is_known(db: &impl ConnectionTrait, union: Uuid, hash: &str) -> Outcome<bool> {
    let sql = "SELECT COUNT(*) FROM ledger_intake i WHERE i.union_id = $1 AND i.hash = $2 AND NOT EXISTS \
        (SELECT 1 FROM ledger_withdrawal w WHERE w.union_id = i.union_id AND w.intake = i.id)";
    Ok(scalar::<i64>(db, sql, binds![union, hash]).await?.unwrap_or(0) > 0)
}

/// The files a union took in, newest first.
pub(crate) async fn of_union(db: &impl ConnectionTrait, union: Uuid) -> Outcome<Vec<IntakeRow>> {
    let sql = "SELECT i.id, i.file, i.source, i.lines, i.facts, i.taken_at, w.reason AS withdrawn FROM ledger_intake i \
        LEFT JOIN ledger_withdrawal w ON w.union_id = i.union_id AND w.intake = i.id \
        WHERE i.union_id = $1 ORDER BY i.taken_at DESC, i.id DESC LIMIT 100";
    all(db, sql, binds![union]).await
}

pub(crate) async fn withdraw(tx: &Tx, union: Uuid, intake: Uuid, reason: &str, by: Option<Uuid>) -> Outcome<()> {
    let sql = "INSERT INTO ledger_withdrawal (union_id, intake, reason, taken_by, taken_at) VALUES ($1, $2, $3, $4, $5)";
    run(&**tx, sql, binds![union, intake, reason, by, tx.now()]).await?;
    Ok(())
}

/// Event and id of every fact of a file that still counts.
pub(crate) async fn standing(db: &impl ConnectionTrait, intake: Uuid) -> Outcome<Vec<(Uuid, Uuid)>> {
    #[derive(FromQueryResult)]
    struct Row {
        event: Uuid,
        id: Uuid,
    }
    let sql = "SELECT f.event, f.id FROM ledger_event e JOIN ledger_fact f ON f.event = e.event WHERE e.intake = $1 AND NOT EXISTS \
        (SELECT 1 FROM ledger_retraction r WHERE r.event = f.event AND r.fact = f.id) ORDER BY f.event, f.id";
    let rows: Vec<Row> = all(db, sql, binds![intake]).await?;
    Ok(rows.into_iter().map(|r| (r.event, r.id)).collect())
}
