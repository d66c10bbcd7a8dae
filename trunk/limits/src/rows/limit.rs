use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, binds, places, run};
use uuid::Uuid;

use crate::rules::entry::Draft;
use crate::rules::item::{Form, Period};

/// A limit as it stands.
#[derive(Clone, Debug, Default, FromQueryResult)]
pub struct Limit {
    pub id: Uuid,
    /// The union that set it; it holds for everything within.
    pub union_id: Uuid,
    /// A name of [`crate::ITEMS`].
    pub item: String,
    pub(crate) period: String,
    /// To one person, fen.
    pub fen: i64,
    pub(crate) form: String,
    /// The document that sets it.
    pub document: String,
    /// The first day it holds, days since 1970-01-01.
    pub from_day: i32,
    /// Unix milliseconds.
    pub recorded_at: i64,
}

impl Limit {
    /// The time over which it is counted.
    #[must_use]
    pub fn period(&self) -> Period {
        Period::from_name(&self.period).unwrap_or(Period::Time)
    }

    /// What it lets be given; the strictest where it cannot be read.
    #[must_use]
    pub fn form(&self) -> Form {
        Form::from_name(&self.form).unwrap_or(Form::Goods)
    }
}

const COLUMNS: &str = "id, union_id, item, period, fen, form, document, from_day, recorded_at";
const NEWEST: &str = "ORDER BY from_day DESC, recorded_at DESC, id DESC";

/// Limits of these unions that have begun on a day, the newest first.
pub(crate) async fn begun(db: &impl ConnectionTrait, unions: &[Uuid], day: Day) -> Outcome<Vec<Limit>> {
    let sql =
        format!("SELECT {COLUMNS} FROM limits_limit WHERE from_day <= $1 AND union_id IN ({}) {NEWEST}", places(2, unions.len()));
    all(db, &sql, std::iter::once(Value::from(day.0)).chain(unions.iter().map(|u| Value::from(*u)))).await
}

/// Everything one union has set, the newest first.
pub(crate) async fn of_union(db: &impl ConnectionTrait, union: Uuid, most: i64) -> Outcome<Vec<Limit>> {
    all(db, &format!("SELECT {COLUMNS} FROM limits_limit WHERE union_id = $1 {NEWEST} LIMIT $2"), binds![union, most]).await
}

pub(crate) async fn insert(tx: &Tx, id: Uuid, d: &Draft, by: Uuid) -> Outcome<()> {
    let sql = "INSERT INTO limits_limit (id, union_id, item, period, fen, form, document, from_day, set_by, recorded_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let (item, period, form) = (d.item.name, d.period.name(), d.form.name());
    run(&**tx, sql, binds![id, d.union, item, period, d.fen, form, d.document.as_str(), d.from.0, by, tx.now()]).await?;
    Ok(())
}
