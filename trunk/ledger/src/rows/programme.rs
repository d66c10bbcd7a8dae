use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, run};
use uuid::Uuid;

/// A programme that facts may name.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Programme {
    pub id: Uuid,
    /// The union that runs it.
    pub union_id: Uuid,
    pub title: String,
}

pub(crate) async fn upsert(tx: &Tx, id: Uuid, union: Uuid, title: &str) -> Outcome<()> {
    let sql = "INSERT INTO ledger_programme (id, union_id, title, recorded_at) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (id) DO UPDATE SET title = excluded.title, union_id = excluded.union_id";
    run(&**tx, sql, binds![id, union, title, tx.now()]).await?;
    Ok(())
}

/// All programmes that have a name, the newest first.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn programmes_named(db: &impl ConnectionTrait) -> Outcome<Vec<Programme>> {
    let sql = "SELECT id, union_id, title FROM ledger_programme ORDER BY recorded_at DESC, id DESC LIMIT 2000";
    all(db, sql, []).await
}
