use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Instant, Outcome, Tx, all, binds, one, run, scalar};
use uuid::Uuid;

/// Symbols of a link's secret.
pub(crate) const TOKEN: usize = 40;

/// A link for a clerk's phone.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Clerk {
    pub merchant_id: Uuid,
    pub id: Uuid,
    /// Which phone: `前台`.
    pub label: String,
    /// Unix milliseconds, all three.
    pub expires_at: i64,
    pub made_at: i64,
    pub revoked_at: Option<i64>,
}

impl Clerk {
    /// Neither run out nor taken back.
    #[must_use]
    pub fn holds(&self, now: Instant) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }
}

const COLUMNS: &str = "merchant_id, id, label, expires_at, made_at, revoked_at";

pub(crate) async fn insert(tx: &Tx, c: &Clerk, hash: &[u8], by: Option<Uuid>) -> Outcome<()> {
    let sql = "INSERT INTO ben_clerk (merchant_id, id, label, hash, expires_at, made_by, made_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    run(&**tx, sql, binds![c.merchant_id, c.id, c.label.clone(), hash.to_vec(), c.expires_at, by, c.made_at]).await?;
    Ok(())
}

pub(crate) async fn by_hash(db: &impl ConnectionTrait, hash: &[u8]) -> Outcome<Option<Clerk>> {
    one(db, &format!("SELECT {COLUMNS} FROM ben_clerk WHERE hash = $1"), binds![hash.to_vec()]).await
}

/// A link and who made it.
pub(crate) async fn made(db: &impl ConnectionTrait, merchant: Uuid, id: Uuid) -> Outcome<Option<(Clerk, Option<Uuid>)>> {
    let (sql, of) = (format!("SELECT {COLUMNS} FROM ben_clerk WHERE merchant_id = $1 AND id = $2"), binds![merchant, id]);
    let Some(clerk) = one(db, &sql, of.clone()).await? else { return Ok(None) };
    let by = scalar(db, "SELECT made_by FROM ben_clerk WHERE merchant_id = $1 AND id = $2 AND made_by IS NOT NULL", of).await?;
    Ok(Some((clerk, by)))
}

/// The link as it stands now, held until the commit, so that it is not taken back in between.
pub(crate) async fn lock(tx: &Tx, merchant: Uuid, id: Uuid) -> Outcome<Option<Clerk>> {
    tx.lock(&format!("SELECT {COLUMNS} FROM ben_clerk WHERE merchant_id = $1 AND id = $2"), binds![merchant, id]).await
}

/// The links of a merchant, the newest first.
pub(crate) async fn of(db: &impl ConnectionTrait, merchant: Uuid) -> Outcome<Vec<Clerk>> {
    let sql = format!("SELECT {COLUMNS} FROM ben_clerk WHERE merchant_id = $1 ORDER BY made_at DESC, id DESC");
    all(db, &sql, binds![merchant]).await
}

/// Takes a link back; `false` when there is none that stands.
pub(crate) async fn revoke(tx: &Tx, merchant: Uuid, id: Uuid, by: Option<Uuid>) -> Outcome<bool> {
    let sql = "UPDATE ben_clerk SET revoked_at = $1, revoked_by = $2 WHERE merchant_id = $3 AND id = $4 AND revoked_at IS NULL";
    Ok(run(&**tx, sql, binds![tx.now(), by, merchant, id]).await? == 1)
}
