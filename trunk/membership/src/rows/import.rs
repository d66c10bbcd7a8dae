use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Instant, Outcome, SealedAt, Tx, Value, all, binds, one, run, tuples};
use uuid::Uuid;

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Rows are being read into the house and judged; nothing of them is visible.
    Checking,
    /// Every row is judged; it waits for the officer.
    Checked,
    /// People and memberships are being written; nothing of them is visible.
    Writing,
    /// Visible.
    Done,
    /// Something came in between; what had been written is taken back.
    Failed,
    /// Given up by the officer, or by the house after an interruption.
    Dropped,
}

impl State {
    const ALL: [Self; 6] = [Self::Checking, Self::Checked, Self::Writing, Self::Done, Self::Failed, Self::Dropped];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Checking => "checking",
            Self::Checked => "checked",
            Self::Writing => "writing",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Dropped => "dropped",
        }
    }

    fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|s| s.name() == name).unwrap_or(Self::Dropped)
    }

    /// Something still happens by itself.
    #[must_use]
    pub fn is_running(self) -> bool {
        matches!(self, Self::Checking | Self::Writing)
    }
}

/// One import, as its officer sees it.
#[derive(Clone, Debug)]
pub struct Import {
    pub import: Uuid,
    pub union: Uuid,
    /// As sent by the browser.
    pub file_name: String,
    pub state: State,
    pub rows: i64,
    pub done: i64,
    /// Rows with something wrong.
    pub problems: i64,
    pub started_by: Option<Uuid>,
    pub started_at: Instant,
    pub touched_at: Instant,
    /// Message key that says why it failed or was dropped; may be empty.
    pub words: String,
}

#[derive(FromQueryResult)]
struct Row {
    import: Uuid,
    union_id: Uuid,
    file_name: String,
    state: String,
    rows: i64,
    done: i64,
    problems: i64,
    started_by: Option<Uuid>,
    started_at: Instant,
    touched_at: Instant,
    words: String,
}

impl From<Row> for Import {
    fn from(row: Row) -> Self {
        Self {
            import: row.import,
            union: row.union_id,
            file_name: row.file_name,
            state: State::from_name(&row.state),
            rows: row.rows,
            done: row.done,
            problems: row.problems,
            started_by: row.started_by,
            started_at: row.started_at,
            touched_at: row.touched_at,
            words: row.words,
        }
    }
}

const COLUMNS: &str = "import, union_id, file_name, state, rows, done, problems, started_by, started_at, touched_at, words";

pub(crate) async fn get(db: &impl ConnectionTrait, import: Uuid) -> Outcome<Option<Import>> {
    let sql = format!("SELECT {COLUMNS} FROM member_import WHERE import = $1");
    Ok(one::<Row>(db, &sql, binds![import]).await?.map(Import::from))
}

/// As [`get`], held until the commit: whoever works on the same import waits.
pub(crate) async fn hold(tx: &Tx, import: Uuid) -> Outcome<Option<Import>> {
    let sql = format!("SELECT {COLUMNS} FROM member_import WHERE import = $1");
    Ok(tx.lock::<Row>(&sql, binds![import]).await?.map(Import::from))
}

/// The newest imports of a union.
pub(crate) async fn of_union(db: &impl ConnectionTrait, union: Uuid, most: i64) -> Outcome<Vec<Import>> {
    let sql = format!("SELECT {COLUMNS} FROM member_import WHERE union_id = $1 ORDER BY started_at DESC, import DESC LIMIT $2");
    Ok(all::<Row>(db, &sql, binds![union, most]).await?.into_iter().map(Import::from).collect())
}

/// Imports that a process may have left in the middle.
pub(crate) async fn unfinished(db: &impl ConnectionTrait) -> Outcome<Vec<Import>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM member_import WHERE state IN ('checking', 'writing') OR (state IN ('failed', 'dropped') AND done > 0) \
         ORDER BY started_at, import"
    );
    Ok(all::<Row>(db, &sql, []).await?.into_iter().map(Import::from).collect())
}

/// Imports not touched since an instant whose rows are still kept: with names and numbers in them, they must go.
pub(crate) async fn stale(db: &impl ConnectionTrait, before: Instant) -> Outcome<Vec<Import>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM member_import m WHERE touched_at < $1 AND state IN ('checked', 'done', 'failed', 'dropped') \
         AND EXISTS (SELECT 1 FROM member_import_row r WHERE r.import = m.import)"
    );
    Ok(all::<Row>(db, &sql, binds![before]).await?.into_iter().map(Import::from).collect())
}

pub(crate) async fn insert(tx: &Tx, import: Uuid, union: Uuid, file_name: &str, rows: i64, by: Option<Uuid>) -> Outcome<()> {
    let sql = "INSERT INTO member_import (import, union_id, file_name, state, rows, done, problems, started_by, started_at, touched_at, words) \
        VALUES ($1, $2, $3, 'checking', $4, 0, 0, $5, $6, $6, '')";
    run(&**tx, sql, binds![import, union, file_name, rows, by, tx.now()]).await?;
    Ok(())
}

/// Moves an import on. `done` and `problems` are what they are from now on.
pub(crate) async fn set(tx: &Tx, import: Uuid, state: State, done: i64, problems: i64, words: &str) -> Outcome<()> {
    let sql = "UPDATE member_import SET state = $1, done = $2, problems = $3, words = $4, touched_at = $5 WHERE import = $6";
    run(&**tx, sql, binds![state.name(), done, problems, words, tx.now(), import]).await?;
    Ok(())
}

/// A row as read and sealed, with what is wrong with it.
pub(crate) struct Staged {
    pub row: i64,
    pub cells: Vec<u8>,
    pub problems: String,
}

/// Where the cells of an import are sealed.
pub(crate) fn cells_at(import: Uuid) -> SealedAt {
    SealedAt { table: "member_import_row", row: import, column: "cells" }
}

pub(crate) async fn stage(tx: &Tx, import: Uuid, rows: &[Staged]) -> Outcome<()> {
    let mut values: Vec<Value> = Vec::with_capacity(rows.len() * 4);
    for row in rows {
        values.extend(binds![import, row.row, row.cells.clone(), row.problems.clone()]);
    }
    let sql = format!("INSERT INTO member_import_row (import, row, cells, problems) VALUES {}", tuples(rows.len(), 4));
    run(&**tx, &sql, values).await?;
    Ok(())
}

#[derive(FromQueryResult)]
pub(crate) struct StagedRow {
    pub row: i64,
    pub cells: Vec<u8>,
    pub problems: String,
}

/// Rows in the order of the file, `skip` of them passed over.
pub(crate) async fn rows(db: &impl ConnectionTrait, import: Uuid, skip: i64, most: i64) -> Outcome<Vec<StagedRow>> {
    let sql = "SELECT row, cells, problems FROM member_import_row WHERE import = $1 ORDER BY row LIMIT $2 OFFSET $3";
    all(db, sql, binds![import, most, skip]).await
}

/// Rows behind this one.
pub(crate) async fn rows_after(db: &impl ConnectionTrait, import: Uuid, row: i64, most: i64) -> Outcome<Vec<StagedRow>> {
    let sql = "SELECT row, cells, problems FROM member_import_row WHERE import = $1 AND row > $2 ORDER BY row LIMIT $3";
    all(db, sql, binds![import, row, most]).await
}

/// Rows with something wrong only.
pub(crate) async fn bad_rows(db: &impl ConnectionTrait, import: Uuid, skip: i64, most: i64) -> Outcome<Vec<StagedRow>> {
    let sql =
        "SELECT row, cells, problems FROM member_import_row WHERE import = $1 AND problems <> '' ORDER BY row LIMIT $2 OFFSET $3";
    all(db, sql, binds![import, most, skip]).await
}

pub(crate) async fn set_problems(tx: &Tx, import: Uuid, row: i64, problems: &str) -> Outcome<()> {
    run(&**tx, "UPDATE member_import_row SET problems = $1 WHERE import = $2 AND row = $3", binds![problems, import, row])
        .await?;
    Ok(())
}

/// Throws away the next rows of an import; says how many there were.
pub(crate) async fn discard(tx: &Tx, import: Uuid, most: i64) -> Outcome<u64> {
    let sql = "DELETE FROM member_import_row WHERE import = $1 AND row <= (SELECT MAX(f.row) FROM \
        (SELECT r.row FROM member_import_row r WHERE r.import = $1 ORDER BY r.row LIMIT $2) f)";
    run(&**tx, sql, binds![import, most]).await
}

fn places(from: usize, count: usize) -> String {
    (from..from + count).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}

#[derive(FromQueryResult)]
struct Known {
    hash: Vec<u8>,
    person: Uuid,
}

/// Ids in one query; SQLite takes 32,766 binds.
const BATCH: usize = 500;

/// Which of these lookups are somebody's already. `table` is `member_phone` or `member_id_number`.
pub(crate) async fn known(db: &impl ConnectionTrait, table: &str, hashes: &[Vec<u8>]) -> Outcome<Vec<(Vec<u8>, Uuid)>> {
    let mut found = Vec::new();
    for some in hashes.chunks(BATCH) {
        let sql = format!("SELECT hash, person FROM {table} WHERE hash IN ({})", places(1, some.len()));
        let rows: Vec<Known> = all(db, &sql, some.iter().map(|h| Value::from(h.clone()))).await?;
        found.extend(rows.into_iter().map(|r| (r.hash, r.person)));
    }
    Ok(found)
}

/// Of these people, those this import has brought in. They are held: their lookups do not move under a newer key meanwhile.
async fn brought(tx: &Tx, import: Uuid, people: &[Uuid], more: &str) -> Outcome<Vec<Uuid>> {
    #[derive(FromQueryResult)]
    struct Found {
        person: Uuid,
    }
    let mut found = Vec::new();
    for some in people.chunks(BATCH) {
        let sql = format!(
            "SELECT p.person FROM member_person p WHERE p.import = $1 AND p.person IN ({}){more} ORDER BY p.person",
            places(2, some.len())
        );
        let values = std::iter::once(Value::from(import)).chain(some.iter().map(|p| Value::from(*p)));
        found.extend(tx.lock_all::<Found>(&sql, values).await?.into_iter().map(|f| f.person));
    }
    Ok(found)
}

/// Takes back the people an import has written, found by their lookups. Whoever has signed in meanwhile, asked for
/// something or become a member by another way stays, without the membership of the import.
pub(crate) async fn take_back(tx: &Tx, import: Uuid, people: &[Uuid], hashes: &[(&'static str, Vec<u8>)]) -> Outcome<()> {
    const ALONE: &str = " AND p.registered_at IS NULL \
        AND NOT EXISTS (SELECT 1 FROM member_application a WHERE a.person = p.person) \
        AND NOT EXISTS (SELECT 1 FROM member_consent c WHERE c.person = p.person) \
        AND NOT EXISTS (SELECT 1 FROM member_spell s WHERE s.person = p.person)";
    let mine = brought(tx, import, people, "").await?;
    for some in mine.chunks(BATCH) {
        let sql = format!("DELETE FROM member_spell WHERE import = $1 AND person IN ({})", places(2, some.len()));
        run(&**tx, &sql, std::iter::once(Value::from(import)).chain(some.iter().map(|p| Value::from(*p)))).await?;
    }
    let alone = brought(tx, import, &mine, ALONE).await?;
    for table in ["member_phone", "member_id_number"] {
        let hashes: Vec<&Vec<u8>> = hashes.iter().filter(|(t, _)| *t == table).map(|(_, h)| h).collect();
        for some in hashes.chunks(BATCH) {
            let found: Vec<Known> = {
                let sql = format!("SELECT hash, person FROM {table} WHERE hash IN ({})", places(1, some.len()));
                all(&**tx, &sql, some.iter().map(|h| Value::from((*h).clone()))).await?
            };
            let gone: Vec<Vec<u8>> = found.into_iter().filter(|k| alone.contains(&k.person)).map(|k| k.hash).collect();
            if !gone.is_empty() {
                let sql = format!("DELETE FROM {table} WHERE hash IN ({})", places(1, gone.len()));
                run(&**tx, &sql, gone.into_iter().map(Value::from)).await?;
            }
        }
    }
    for some in alone.chunks(BATCH) {
        let sql = format!("DELETE FROM member_person WHERE person IN ({})", places(1, some.len()));
        run(&**tx, &sql, some.iter().map(|p| Value::from(*p))).await?;
    }
    for some in mine.chunks(BATCH) {
        let sql = format!("UPDATE member_person SET import = NULL WHERE person IN ({})", places(1, some.len()));
        run(&**tx, &sql, some.iter().map(|p| Value::from(*p))).await?;
    }
    Ok(())
}
