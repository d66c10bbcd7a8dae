use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, binds, one, places, run};
use uuid::Uuid;

/// A version of a union's blueprint.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Row {
    pub id: Uuid,
    pub union_id: Uuid,
    pub version: i32,
    pub text: String,
    pub saved_at: i64,
    pub withdrawn_at: Option<i64>,
}

/// The blueprint itself, without its text.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Head {
    pub id: Uuid,
    pub version: i32,
}

#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Earlier {
    pub version: i32,
    pub saved_at: i64,
}

const SELECT: &str = "SELECT b.id, b.union_id, v.version, v.text, v.saved_at, w.withdrawn_at FROM blueprint b \
    JOIN blueprint_version v ON v.blueprint_id = b.id \
    LEFT JOIN blueprint_withdrawal w ON w.blueprint_id = b.id AND w.version = b.version";

/// The newest versions of what these unions offer, the last saved first.
pub(crate) async fn of_unions(db: &impl ConnectionTrait, unions: &[Uuid]) -> Outcome<Vec<Row>> {
    if unions.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "{SELECT} WHERE v.version = b.version AND w.withdrawn_at IS NULL AND b.union_id IN ({}) ORDER BY v.saved_at DESC, b.id",
        places(1, unions.len())
    );
    all(db, &sql, unions.iter().map(|u| Value::from(*u))).await
}

/// One version; the newest where none is named.
pub(crate) async fn get(db: &impl ConnectionTrait, id: Uuid, version: Option<i32>) -> Outcome<Option<Row>> {
    match version {
        Some(version) => one(db, &format!("{SELECT} WHERE b.id = $1 AND v.version = $2"), binds![id, version]).await,
        None => one(db, &format!("{SELECT} WHERE b.id = $1 AND v.version = b.version"), binds![id]).await,
    }
}

/// All versions, the newest first.
pub(crate) async fn versions(db: &impl ConnectionTrait, id: Uuid) -> Outcome<Vec<Earlier>> {
    let sql = "SELECT version, saved_at FROM blueprint_version WHERE blueprint_id = $1 ORDER BY version DESC";
    all(db, sql, binds![id]).await
}

/// How many a union offers; those withdrawn do not count.
pub(crate) async fn count_offered(db: &impl ConnectionTrait, union: Uuid) -> Outcome<i64> {
    let sql = "SELECT COUNT(*) FROM blueprint b WHERE b.union_id = $1 AND NOT EXISTS \
        (SELECT 1 FROM blueprint_withdrawal w WHERE w.blueprint_id = b.id AND w.version = b.version)";
    Ok(store::scalar(db, sql, binds![union]).await?.unwrap_or(0))
}

/// The union's blueprint of this name, held until the commit.
pub(crate) async fn lock_named(tx: &Tx, union: Uuid, name: &str) -> Outcome<Option<Head>> {
    tx.lock("SELECT id, version FROM blueprint WHERE union_id = $1 AND name = $2", binds![union, name]).await
}

/// The blueprint, held until the commit.
pub(crate) async fn lock(tx: &Tx, id: Uuid) -> Outcome<Option<Head>> {
    tx.lock("SELECT id, version FROM blueprint WHERE id = $1", binds![id]).await
}

pub(crate) async fn insert(tx: &Tx, id: Uuid, union: Uuid, name: &str, room: &str, by: Uuid) -> Outcome<()> {
    let sql =
        "INSERT INTO blueprint (id, union_id, name, room, version, recorded_by, recorded_at) VALUES ($1, $2, $3, $4, 1, $5, $6)";
    run(&**tx, sql, binds![id, union, name, room, Some(by), tx.now()]).await?;
    Ok(())
}

pub(crate) async fn raise(tx: &Tx, id: Uuid, room: &str, version: i32) -> Outcome<()> {
    run(&**tx, "UPDATE blueprint SET version = $1, room = $2 WHERE id = $3", binds![version, room, id]).await?;
    Ok(())
}

pub(crate) async fn insert_version(tx: &Tx, id: Uuid, version: i32, text: &str, by: Uuid) -> Outcome<()> {
    let sql = "INSERT INTO blueprint_version (blueprint_id, version, text, saved_by, saved_at) VALUES ($1, $2, $3, $4, $5)";
    run(&**tx, sql, binds![id, version, text, Some(by), tx.now()]).await?;
    Ok(())
}

pub(crate) async fn withdraw(tx: &Tx, id: Uuid, version: i32, by: Uuid) -> Outcome<()> {
    let sql = "INSERT INTO blueprint_withdrawal (blueprint_id, version, withdrawn_by, withdrawn_at) VALUES ($1, $2, $3, $4)";
    run(&**tx, sql, binds![id, version, Some(by), tx.now()]).await?;
    Ok(())
}
