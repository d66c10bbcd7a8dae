use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, one, run};
use uuid::Uuid;

/// A standing discount for whoever shows a valid card.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Offer {
    pub merchant_id: Uuid,
    pub id: Uuid,
    pub title: String,
    pub terms: String,
    /// The last day it holds.
    pub until_day: i32,
    /// Unix milliseconds.
    pub ended_at: Option<i64>,
    pub recorded_by: Option<Uuid>,
    pub recorded_at: i64,
}

impl Offer {
    #[must_use]
    pub fn holds(&self, today: Day) -> bool {
        self.ended_at.is_none() && today.0 <= self.until_day
    }
}

const COLUMNS: &str = "merchant_id, id, title, terms, until_day, ended_at, recorded_by, recorded_at";

pub(crate) async fn insert(tx: &Tx, o: &Offer) -> Outcome<()> {
    let sql = format!("INSERT INTO ben_offer ({COLUMNS}) VALUES {}", store::tuples(1, 8));
    let mut values = binds![o.merchant_id, o.id, o.title.clone(), o.terms.clone(), o.until_day].to_vec();
    values.extend(binds![o.ended_at, o.recorded_by, o.recorded_at]);
    run(&**tx, &sql, values).await?;
    Ok(())
}

pub(crate) async fn get(db: &impl ConnectionTrait, merchant: Uuid, id: Uuid) -> Outcome<Option<Offer>> {
    one(db, &format!("SELECT {COLUMNS} FROM ben_offer WHERE merchant_id = $1 AND id = $2"), binds![merchant, id]).await
}

/// Those of a merchant, the newest first.
pub(crate) async fn of(db: &impl ConnectionTrait, merchant: Uuid) -> Outcome<Vec<Offer>> {
    let sql = format!("SELECT {COLUMNS} FROM ben_offer WHERE merchant_id = $1 ORDER BY recorded_at DESC, id");
    all(db, &sql, binds![merchant]).await
}

/// Ends one; `false` when there is none that stands.
pub(crate) async fn end(tx: &Tx, merchant: Uuid, id: Uuid) -> Outcome<bool> {
    let sql = "UPDATE ben_offer SET ended_at = $1 WHERE merchant_id = $2 AND id = $3 AND ended_at IS NULL";
    Ok(run(&**tx, sql, binds![tx.now(), merchant, id]).await? == 1)
}

/// An offer with the shop it holds in, as everybody may read it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Shown {
    pub id: Uuid,
    pub title: String,
    pub terms: String,
    pub until_day: i32,
    pub name: String,
    pub kind: String,
    pub area: String,
    pub place: String,
}

/// All that hold today, by area, shop and title.
pub(crate) async fn standing(db: &impl ConnectionTrait, today: Day, most: i64) -> Outcome<Vec<Shown>> {
    let sql = "SELECT o.id, o.title, o.terms, o.until_day, m.name, m.kind, m.area, m.place FROM ben_offer o \
        JOIN ben_merchant m ON m.id = o.merchant_id WHERE o.ended_at IS NULL AND o.until_day >= $1 \
        ORDER BY m.area, m.name, o.title, o.id LIMIT $2";
    all(db, sql, binds![today.0, most]).await
}

/// A card shown for an offer.
pub(crate) async fn count(tx: &Tx, o: &Offer, id: Uuid, clerk: Uuid, day: Day) -> Outcome<()> {
    let sql = "INSERT INTO ben_card_use (merchant_id, id, offer_id, clerk, day, at) VALUES ($1, $2, $3, $4, $5, $6)";
    run(&**tx, sql, binds![o.merchant_id, id, o.id, clerk, day.0, tx.now()]).await?;
    Ok(())
}

/// How often cards were shown, and on which day first; 0 for never.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Uses {
    pub times: i64,
    pub first: i64,
}

const USES: &str =
    "SELECT COUNT(*) AS times, CAST(COALESCE(MIN(day), 0) AS BIGINT) AS first FROM ben_card_use WHERE merchant_id = $1";

/// Uses that were settled with a merchant's statement.
pub(crate) async fn uses_of(db: &impl ConnectionTrait, merchant: Uuid, statement: i32) -> Outcome<Uses> {
    let found = one(db, &format!("{USES} AND statement = $2"), binds![merchant, statement]).await?;
    Ok(found.unwrap_or(Uses { times: 0, first: 0 }))
}

/// Uses up to a day that were not settled.
pub(crate) async fn open_uses(db: &impl ConnectionTrait, merchant: Uuid, until: i32) -> Outcome<Uses> {
    let found = one(db, &format!("{USES} AND day <= $2 AND statement IS NULL"), binds![merchant, until]).await?;
    Ok(found.unwrap_or(Uses { times: 0, first: 0 }))
}

/// Binds the uses up to a day to a statement.
pub(crate) async fn settle(tx: &Tx, merchant: Uuid, until: i32, statement: i32) -> Outcome<u64> {
    let sql = "UPDATE ben_card_use SET statement = $1 WHERE merchant_id = $2 AND day <= $3 AND statement IS NULL";
    run(&**tx, sql, binds![statement, merchant, until]).await
}
