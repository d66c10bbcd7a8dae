use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Instant, Outcome, Tx, all, binds, one, run};
use uuid::Uuid;

/// An application to found a union.
#[derive(Clone, Debug, FromQueryResult)]
pub struct FoundingRow {
    pub id: Uuid,
    pub parent: Uuid,
    pub name: String,
    pub kind: String,
    pub level: i32,
    pub credit_code: Option<String>,
    pub division: Option<String>,
    /// JSON array of `{name, credit_code, workers}`.
    pub employers: String,
    pub members: i32,
    pub wanted_day: i32,
    pub words: String,
    /// Sealed JSON `{name, phone, chair_phone}`.
    pub contact: Vec<u8>,
    pub asked_by: Option<Uuid>,
    pub asked_at: Instant,
    pub due_day: i32,
    /// `asked`, `returned`, `approved`, `refused`, `withdrawn`.
    pub state: String,
    pub decided_by: Option<Uuid>,
    pub decided_at: Option<Instant>,
    pub reason: String,
    pub union_id: Option<Uuid>,
}

const ALL: &str = "SELECT id, parent, name, kind, level, credit_code, division, employers, members, wanted_day, words, contact, asked_by, \
    asked_at, due_day, state, decided_by, decided_at, reason, union_id FROM org_founding";

pub(crate) async fn get(db: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<FoundingRow>> {
    one(db, &format!("{ALL} WHERE id = $1"), binds![id]).await
}

/// Reads an application and holds it until the commit.
pub(crate) async fn hold(tx: &Tx, id: Uuid) -> Outcome<Option<FoundingRow>> {
    tx.lock(&format!("{ALL} WHERE id = $1"), binds![id]).await
}

/// Applications in this state, those due first first.
pub(crate) async fn in_state(db: &impl ConnectionTrait, state: &str, most: i64) -> Outcome<Vec<FoundingRow>> {
    all(db, &format!("{ALL} WHERE state = $1 ORDER BY due_day, id LIMIT $2"), binds![state, most]).await
}

/// The applications last decided for one parent.
pub(crate) async fn decided_for(db: &impl ConnectionTrait, parent: Uuid, most: i64) -> Outcome<Vec<FoundingRow>> {
    let sql =
        format!("{ALL} WHERE parent = $1 AND state IN ('approved', 'refused', 'withdrawn') ORDER BY decided_at DESC LIMIT $2");
    all(db, &sql, binds![parent, most]).await
}

/// What a person has asked for, newest first.
pub(crate) async fn of_person(db: &impl ConnectionTrait, person: Uuid) -> Outcome<Vec<FoundingRow>> {
    all(db, &format!("{ALL} WHERE asked_by = $1 ORDER BY asked_at DESC LIMIT 50"), binds![person]).await
}

pub(crate) async fn insert(tx: &Tx, row: &FoundingRow) -> Outcome<()> {
    let sql = "INSERT INTO org_founding (id, parent, name, kind, level, credit_code, division, employers, members, wanted_day, words, \
        contact, asked_by, asked_at, due_day, state, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'asked', '')";
    let r = row.clone();
    let values = binds![
        r.id,
        r.parent,
        r.name,
        r.kind,
        r.level,
        r.credit_code,
        r.division,
        r.employers,
        r.members,
        r.wanted_day,
        r.words,
        r.contact,
        r.asked_by,
        r.asked_at,
        r.due_day
    ];
    run(&**tx, sql, values).await?;
    Ok(())
}

/// Writes what was changed in a returned application and asks again.
pub(crate) async fn ask_again(tx: &Tx, row: &FoundingRow) -> Outcome<()> {
    let sql = "UPDATE org_founding SET name = $1, kind = $2, level = $3, credit_code = $4, division = $5, employers = $6, members = $7, \
        wanted_day = $8, words = $9, contact = $10, asked_at = $11, due_day = $12, state = 'asked' WHERE id = $13";
    let r = row.clone();
    let values = binds![
        r.name,
        r.kind,
        r.level,
        r.credit_code,
        r.division,
        r.employers,
        r.members,
        r.wanted_day,
        r.words,
        r.contact,
        r.asked_at,
        r.due_day,
        r.id
    ];
    run(&**tx, sql, values).await?;
    Ok(())
}

/// Writes a decision: who, when, why, and the union that came of it.
pub(crate) async fn decide(tx: &Tx, id: Uuid, state: &str, by: Option<Uuid>, reason: &str, union: Option<Uuid>) -> Outcome<()> {
    let sql = "UPDATE org_founding SET state = $1, decided_by = $2, decided_at = $3, reason = $4, union_id = $5 WHERE id = $6";
    run(&**tx, sql, binds![state, by, tx.now(), reason, union, id]).await?;
    Ok(())
}

impl FoundingRow {
    #[must_use]
    pub fn due(&self) -> Day {
        Day(self.due_day)
    }
}
