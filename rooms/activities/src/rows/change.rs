use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, run};
use uuid::Uuid;

/// One change after logging, as the session's page tells it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ChangeRow {
    pub id: Uuid,
    /// `corrected`, `entered`, `joined` or `retracted`.
    pub what: String,
    pub reason: String,
    pub named_before: i64,
    pub named_after: i64,
    pub by_head_before: i64,
    pub by_head_after: i64,
    /// The fields changed besides the counts, space-separated: `title day place`.
    pub fields: String,
    pub changed_by: Option<Uuid>,
    /// Unix milliseconds.
    pub changed_at: i64,
}

/// The changes of a session, oldest first.
pub(crate) async fn of(db: &impl ConnectionTrait, session: Uuid) -> Outcome<Vec<ChangeRow>> {
    let sql = "SELECT id, what, reason, named_before, named_after, by_head_before, by_head_after, fields, changed_by, changed_at \
        FROM act_change WHERE session_id = $1 ORDER BY id";
    all(db, sql, binds![session]).await
}

/// A change about to be written. Counts are (before, after).
pub(crate) struct NewChange<'a> {
    pub session: Uuid,
    pub what: &'static str,
    pub reason: &'a str,
    pub named: (i64, i64),
    pub by_head: (i64, i64),
    pub fields: String,
    pub changed_by: Option<Uuid>,
}

pub(crate) async fn insert(tx: &Tx, c: NewChange<'_>) -> Outcome<()> {
    let sql = "INSERT INTO act_change (session_id, id, what, reason, named_before, named_after, by_head_before, by_head_after, \
        fields, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let mut values = binds![c.session, tx.new_id(), c.what, c.reason, c.named.0, c.named.1].to_vec();
    values.extend(binds![c.by_head.0, c.by_head.1, c.fields, c.changed_by, tx.now()]);
    run(&**tx, sql, values).await?;
    Ok(())
}
