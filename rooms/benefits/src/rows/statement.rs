use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, one, run, scalar};
use uuid::Uuid;

/// What a union and a merchant settled.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Statement {
    pub merchant_id: Uuid,
    /// From 1, without gaps.
    pub n: i32,
    /// Both among them.
    pub from_day: i32,
    pub until_day: i32,
    pub redemptions: i64,
    /// Fen, all three.
    pub value: i64,
    pub paid: i64,
    pub owed: i64,
    pub card_uses: i64,
    pub settled_by: Option<Uuid>,
    /// Unix milliseconds.
    pub settled_at: i64,
}

const COLUMNS: &str = "merchant_id, n, from_day, until_day, redemptions, value, paid, owed, card_uses, settled_by, settled_at";

pub(crate) async fn insert(tx: &Tx, s: &Statement) -> Outcome<()> {
    let sql = format!("INSERT INTO ben_statement ({COLUMNS}) VALUES {}", store::tuples(1, 11));
    let mut values = binds![s.merchant_id, s.n, s.from_day, s.until_day, s.redemptions, s.value, s.paid, s.owed].to_vec();
    values.extend(binds![s.card_uses, s.settled_by, s.settled_at]);
    run(&**tx, &sql, values).await?;
    Ok(())
}

pub(crate) async fn get(db: &impl ConnectionTrait, merchant: Uuid, n: i32) -> Outcome<Option<Statement>> {
    one(db, &format!("SELECT {COLUMNS} FROM ben_statement WHERE merchant_id = $1 AND n = $2"), binds![merchant, n]).await
}

/// The last one of a merchant.
pub(crate) async fn last(db: &impl ConnectionTrait, merchant: Uuid) -> Outcome<Option<Statement>> {
    one(db, &format!("SELECT {COLUMNS} FROM ben_statement WHERE merchant_id = $1 ORDER BY n DESC LIMIT 1"), binds![merchant])
        .await
}

/// Those of a merchant, the newest first.
pub(crate) async fn of(db: &impl ConnectionTrait, merchant: Uuid) -> Outcome<Vec<Statement>> {
    all(db, &format!("SELECT {COLUMNS} FROM ben_statement WHERE merchant_id = $1 ORDER BY n DESC"), binds![merchant]).await
}

/// The next number; the merchant is held.
pub(crate) async fn next(tx: &Tx, merchant: Uuid) -> Outcome<i32> {
    let sql = "SELECT COUNT(*) FROM ben_statement WHERE merchant_id = $1";
    let before: i64 = scalar(&**tx, sql, binds![merchant]).await?.unwrap_or(0);
    Ok(i32::try_from(before + 1).unwrap_or(i32::MAX))
}
