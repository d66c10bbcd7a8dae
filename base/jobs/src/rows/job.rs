use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Store, Tx, all, binds, one, run, scalar};
use uuid::Uuid;

#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Row {
    pub root: Uuid,
    pub id: Uuid,
    pub seq: i64,
    pub line: String,
    pub kind: String,
    pub key: String,
    pub payload: String,
    pub due_at: i64,
    pub retry_at: i64,
    pub tries: i32,
    pub error: Option<String>,
    pub parked_at: Option<i64>,
}

const COLUMNS: &str = "root, id, seq, line, kind, key, payload, due_at, retry_at, tries, error, parked_at";

/// No job of the same root and line stands before this one, but parked ones, which nobody waits for.
pub(crate) const IS_FIRST: &str = "NOT EXISTS (SELECT 1 FROM job AS ahead WHERE ahead.root = job.root \
    AND ahead.line = job.line AND ahead.parked_at IS NULL \
    AND (ahead.turn < job.turn OR (ahead.turn = job.turn AND ahead.seq < job.seq)))";

/// A job as it is put down: not yet tried.
pub(crate) struct New<'a> {
    pub root: Uuid,
    pub seq: i64,
    pub bucket: i32,
    pub line: &'a str,
    pub kind: &'a str,
    pub key: &'a str,
    pub payload: &'a str,
    pub turn: i64,
    pub due_at: i64,
}

/// Puts a job down. One that waits under the same key is moved: the newest wish counts. Its new `seq` tells a worker that has
/// the old one in hand that it was overtaken.
pub(crate) async fn put(tx: &Tx, new: &New<'_>) -> Outcome<()> {
    let sql = "INSERT INTO job (root, id, seq, bucket, line, kind, key, payload, turn, due_at, retry_at, tries) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, 0) \
        ON CONFLICT (root, kind, line, key) DO UPDATE SET seq = excluded.seq, payload = excluded.payload, turn = excluded.turn, \
        due_at = excluded.due_at, retry_at = excluded.retry_at, tries = 0, error = NULL, parked_at = NULL";
    let New { root, seq, bucket, line, kind, key, payload, turn, due_at } = *new;
    run(&**tx, sql, binds![root, tx.new_id(), seq, bucket, line, kind, key, payload, turn, due_at]).await?;
    Ok(())
}

pub(crate) async fn cancel(tx: &Tx, root: Uuid, kind: &str, key: &str) -> Outcome<bool> {
    let sql = "DELETE FROM job WHERE root = $1 AND kind = $2 AND line = $2 AND key = $3";
    Ok(run(&**tx, sql, binds![root, kind, key]).await? == 1)
}

/// Whether this line of the root has work that nobody has parked.
pub(crate) async fn is_waiting(tx: &Tx, root: Uuid, line: &str) -> Outcome<bool> {
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM job WHERE root = $1 AND line = $2 AND parked_at IS NULL";
    Ok(scalar::<i64>(&**tx, sql, binds![root, line]).await?.unwrap_or(0) > 0)
}

#[derive(FromQueryResult)]
pub(crate) struct Due {
    pub root: Uuid,
    pub line: String,
}

/// The lines of a bucket whose first job is due, longest waiting first.
pub(crate) async fn due_lines(store: &Store, bucket: i32, most: i64) -> Outcome<Vec<Due>> {
    let sql = format!(
        "SELECT root, line FROM job WHERE bucket = $1 AND retry_at <= $2 AND parked_at IS NULL AND {IS_FIRST} ORDER BY retry_at, root LIMIT $3"
    );
    all(store.read(), &sql, binds![bucket, store.now(), most]).await
}

/// The first job of a line, if it is due.
pub(crate) async fn first_due(store: &Store, root: Uuid, line: &str) -> Outcome<Option<Row>> {
    let sql = format!("SELECT {COLUMNS} FROM job WHERE root = $1 AND line = $2 AND parked_at IS NULL ORDER BY turn, seq LIMIT 1");
    let row: Option<Row> = one(store.read(), &sql, binds![root, line]).await?;
    Ok(row.filter(|row| row.retry_at <= store.now()))
}

/// Whether the job is still as the worker took it up.
pub(crate) async fn stands(db: &impl ConnectionTrait, root: Uuid, id: Uuid, seq: i64) -> Outcome<bool> {
    let sql = "SELECT seq FROM job WHERE root = $1 AND id = $2";
    Ok(scalar::<i64>(db, sql, binds![root, id]).await? == Some(seq))
}

/// Ends a job; `false` when it was done, moved or withdrawn meanwhile.
pub(crate) async fn finish(tx: &Tx, root: Uuid, id: Uuid, seq: i64) -> Outcome<bool> {
    let sql = "DELETE FROM job WHERE root = $1 AND id = $2 AND seq = $3";
    Ok(run(&**tx, sql, binds![root, id, seq]).await? == 1)
}

/// Writes down that a try failed, and when the next is due or that there will be none.
pub(crate) async fn fail(tx: &Tx, row: &Row, error: &str, retry_at: i64, parked_at: Option<i64>) -> Outcome<bool> {
    let sql = "UPDATE job SET tries = $1, error = $2, retry_at = $3, parked_at = $4 WHERE root = $5 AND id = $6 AND seq = $7 AND tries = $8";
    let values = binds![row.tries + 1, error, retry_at, parked_at, row.root, row.id, row.seq, row.tries];
    Ok(run(&**tx, sql, values).await? == 1)
}

/// Jobs that should have been done by now: due, waiting to be tried again, or parked.
pub(crate) async fn overdue(store: &Store, most: i64) -> Outcome<Vec<Row>> {
    let sql = format!("SELECT {COLUMNS} FROM job WHERE due_at <= $1 ORDER BY due_at, root, line, seq LIMIT $2");
    all(store.read(), &sql, binds![store.now(), most]).await
}

/// Parked jobs, oldest first.
pub(crate) async fn parked(store: &Store, most: i64) -> Outcome<Vec<Row>> {
    let sql = format!("SELECT {COLUMNS} FROM job WHERE parked_at IS NOT NULL ORDER BY parked_at, root, line, seq LIMIT $1");
    all(store.read(), &sql, binds![most]).await
}

/// Lets a parked job be tried again at once.
pub(crate) async fn revive(tx: &Tx, root: Uuid, id: Uuid) -> Outcome<bool> {
    let sql = "UPDATE job SET tries = 0, retry_at = $1, parked_at = NULL WHERE root = $2 AND id = $3 AND parked_at IS NOT NULL";
    Ok(run(&**tx, sql, binds![tx.now(), root, id]).await? == 1)
}

/// Throws a parked job away.
pub(crate) async fn discard(tx: &Tx, root: Uuid, id: Uuid) -> Outcome<bool> {
    let sql = "DELETE FROM job WHERE root = $1 AND id = $2 AND parked_at IS NOT NULL";
    Ok(run(&**tx, sql, binds![root, id]).await? == 1)
}

#[derive(FromQueryResult, Default)]
pub(crate) struct Totals {
    pub due: i64,
    pub oldest: Option<i64>,
    pub parked: i64,
}

/// How much is due, since when, and how much is parked; events not dealt out count as due.
pub(crate) async fn totals(store: &Store) -> Outcome<Totals> {
    let sql = "SELECT CAST((SELECT COUNT(*) FROM job WHERE due_at <= $1 AND parked_at IS NULL) + (SELECT COUNT(*) FROM outbox) AS BIGINT) AS due, \
        (SELECT MIN(at) FROM (SELECT MIN(due_at) AS at FROM job WHERE due_at <= $1 AND parked_at IS NULL \
        UNION ALL SELECT MIN(at) AS at FROM outbox) AS both_tables) AS oldest, \
        CAST((SELECT COUNT(*) FROM job WHERE parked_at IS NOT NULL) AS BIGINT) AS parked";
    Ok(one(store.read(), sql, binds![store.now()]).await?.unwrap_or_default())
}
