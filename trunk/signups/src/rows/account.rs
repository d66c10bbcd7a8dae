use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Fault, Outcome, Tx, all, binds, one, run};
use uuid::Uuid;

/// Money that subsidies come from, in fen.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Account {
    pub id: Uuid,
    pub union_id: Uuid,
    pub title: String,
    /// Where the money is from: `treasury`, `higher`, `own`, `donation`, `employer`.
    pub source: String,
    pub amount: i64,
    pub reserved: i64,
    pub spent: i64,
}

impl Account {
    /// What can still be promised.
    #[must_use]
    pub fn left(&self) -> i64 {
        self.amount - self.reserved - self.spent
    }
}

const COLUMNS: &str = "id, union_id, title, source, amount, reserved, spent";

pub(crate) async fn get(db: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Account>> {
    one(db, &format!("SELECT {COLUMNS} FROM desk_account WHERE id = $1"), binds![id]).await
}

/// The account, held until the commit.
pub(crate) async fn lock(tx: &Tx, id: Uuid) -> Outcome<Option<Account>> {
    tx.lock(&format!("SELECT {COLUMNS} FROM desk_account WHERE id = $1"), binds![id]).await
}

pub(crate) async fn insert(tx: &Tx, a: &Account) -> Outcome<()> {
    let sql = "INSERT INTO desk_account (id, union_id, title, source, amount, reserved, spent, recorded_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = binds![a.id, a.union_id, a.title.clone(), a.source.clone(), a.amount, a.reserved, a.spent, tx.now()];
    run(&**tx, sql, values).await?;
    Ok(())
}

/// Promises money, or frees what was promised where `fen` is negative. The schema refuses more than there is.
pub(crate) async fn reserve(tx: &Tx, id: Uuid, fen: i64) -> Outcome<()> {
    if fen == 0 {
        return Ok(());
    }
    match run(&**tx, "UPDATE desk_account SET reserved = reserved + $1 WHERE id = $2", binds![fen, id]).await? {
        1 => Ok(()),
        _ => Err(Fault::Internal(format!("account {id} is gone"))),
    }
}

/// What was promised becomes spent, or promised again where `fen` is negative.
///
/// # Errors
/// [`Fault::Internal`]: it was not promised (or not spent).
pub(crate) async fn spend(tx: &Tx, id: Uuid, fen: i64) -> Outcome<()> {
    let sql = "UPDATE desk_account SET reserved = reserved - $1, spent = spent + $2 \
        WHERE id = $3 AND reserved >= $4 AND spent >= $5";
    match run(&**tx, sql, binds![fen, fen, id, fen, -fen]).await? {
        1 => Ok(()),
        _ => Err(Fault::Internal(format!("account {id} has not promised {fen} fen"))),
    }
}

/// More money.
pub(crate) async fn add(tx: &Tx, id: Uuid, fen: i64) -> Outcome<()> {
    run(&**tx, "UPDATE desk_account SET amount = amount + $1 WHERE id = $2", binds![fen, id]).await?;
    Ok(())
}

/// The accounts of a union, the newest first.
pub(crate) async fn of_union(db: &impl ConnectionTrait, union: Uuid) -> Outcome<Vec<Account>> {
    let sql = format!("SELECT {COLUMNS} FROM desk_account WHERE union_id = $1 ORDER BY recorded_at DESC, id");
    all(db, &sql, binds![union]).await
}
