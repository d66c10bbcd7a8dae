use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, one, run};
use uuid::Uuid;

/// Money taken at the desk, or given back there.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Payment {
    pub union_id: Uuid,
    /// The day whose close it belongs to, as [`Day`] counts.
    pub day: i32,
    /// The receipt's number, for the union and day.
    pub n: i64,
    pub allotment_id: Uuid,
    /// The queue number of the entry.
    pub number: i64,
    /// How often the entry's payment had been reversed before.
    pub turn: i64,
    pub person: Uuid,
    pub ordinal: i64,
    /// `paid`, `refunded` or `reversed`.
    pub what: String,
    /// `cash`, `transfer` or `card`.
    pub method: String,
    /// Fen.
    pub fen: i64,
    /// Why it was reversed; empty otherwise.
    pub reason: String,
    pub done_by: Option<Uuid>,
    /// Unix milliseconds.
    pub at: i64,
}

impl Payment {
    /// `20261118-3`: the third receipt of the union's day.
    #[must_use]
    pub fn receipt(&self) -> String {
        let (year, month, day) = Day(self.day).ymd();
        format!("{year:04}{month:02}{day:02}-{}", self.n)
    }

    /// A payment, and neither a refund nor a reversal.
    #[must_use]
    pub fn is_paid(&self) -> bool {
        self.what == "paid"
    }

    /// Fen as they count in a sum: what was given back or reversed is less.
    #[must_use]
    pub fn signed(&self) -> i64 {
        if self.is_paid() { self.fen } else { -self.fen }
    }
}

/// The day and number of a receipt from what is printed on it.
pub(crate) fn read_receipt(text: &str) -> Option<(Day, i64)> {
    let (day, n) = text.split_once('-')?;
    if day.len() != 8 || !day.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let day = Day::from_ymd(day[..4].parse().ok()?, day[4..6].parse().ok()?, day[6..].parse().ok()?)?;
    Some((day, n.parse().ok().filter(|n| *n > 0)?))
}

const COLUMNS: &str = "union_id, day, n, allotment_id, number, turn, person, ordinal, what, method, fen, reason, done_by, at";

pub(crate) async fn insert(tx: &Tx, p: &Payment) -> Outcome<()> {
    let sql = format!("INSERT INTO desk_receipt ({COLUMNS}) VALUES {}", store::tuples(1, 14));
    let mut values = binds![p.union_id, p.day, p.n, p.allotment_id, p.number, p.turn, p.person, p.ordinal].to_vec();
    values.extend(binds![p.what.clone(), p.method.clone(), p.fen, p.reason.clone(), p.done_by, p.at]);
    run(&**tx, &sql, values).await?;
    Ok(())
}

/// One receipt of an allotment.
pub(crate) async fn get(
    db: &impl ConnectionTrait,
    union: Uuid,
    allotment: Uuid,
    (day, n): (Day, i64),
) -> Outcome<Option<Payment>> {
    let sql = format!("SELECT {COLUMNS} FROM desk_receipt WHERE union_id = $1 AND day = $2 AND n = $3 AND allotment_id = $4");
    one(db, &sql, binds![union, day.0, n, allotment]).await
}

/// How often a payment of this entry was reversed.
pub(crate) async fn reversals(db: &impl ConnectionTrait, union: Uuid, allotment: Uuid, number: i64) -> Outcome<i64> {
    let sql = "SELECT COUNT(*) FROM desk_receipt WHERE union_id = $1 AND allotment_id = $2 AND number = $3 AND what = 'reversed'";
    Ok(store::scalar(db, sql, binds![union, allotment, number]).await?.unwrap_or(0))
}

/// The payment of this entry that was not reversed.
pub(crate) async fn standing(db: &impl ConnectionTrait, union: Uuid, allotment: Uuid, number: i64) -> Outcome<Option<Payment>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM desk_receipt WHERE union_id = $1 AND allotment_id = $2 AND number = $3 AND what = 'paid' \
         ORDER BY turn DESC LIMIT 1"
    );
    one(db, &sql, binds![union, allotment, number]).await
}

/// A payment reversed on a day, with what it was for.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Reversal {
    pub allotment_id: Uuid,
    pub title: String,
    pub n: i64,
    pub number: i64,
    pub method: String,
    pub fen: i64,
    pub reason: String,
    pub at: i64,
}

/// What of a union's day was reversed, in order.
pub(crate) async fn reversed_on(db: &impl ConnectionTrait, union: Uuid, day: Day) -> Outcome<Vec<Reversal>> {
    let sql = "SELECT p.allotment_id, a.title, p.n, p.number, p.method, p.fen, p.reason, p.at FROM desk_receipt p \
        JOIN desk_allotment a ON a.id = p.allotment_id WHERE p.union_id = $1 AND p.day = $2 AND p.what = 'reversed' ORDER BY p.n";
    all(db, sql, binds![union, day.0]).await
}

/// Everything paid, refunded and reversed of one entry.
pub(crate) async fn of_entry(db: &impl ConnectionTrait, allotment: Uuid, number: i64) -> Outcome<Vec<Payment>> {
    let sql = format!("SELECT {COLUMNS} FROM desk_receipt WHERE allotment_id = $1 AND number = $2 ORDER BY at, day, n");
    all(db, &sql, binds![allotment, number]).await
}

/// The latest of an allotment.
pub(crate) async fn of_allotment(db: &impl ConnectionTrait, allotment: Uuid, most: i64) -> Outcome<Vec<Payment>> {
    let sql = format!("SELECT {COLUMNS} FROM desk_receipt WHERE allotment_id = $1 ORDER BY at DESC, day DESC, n DESC LIMIT $2");
    all(db, &sql, binds![allotment, most]).await
}

/// What one activity brought in and gave back on a day, by one method.
#[derive(Clone, Debug, FromQueryResult)]
pub struct DaySum {
    pub allotment_id: Uuid,
    pub title: String,
    pub method: String,
    pub what: String,
    pub receipts: i64,
    pub fen: i64,
}

/// A union's day by activity, method and way.
pub(crate) async fn sums(db: &impl ConnectionTrait, union: Uuid, day: Day) -> Outcome<Vec<DaySum>> {
    let sql = "SELECT p.allotment_id, a.title, p.method, p.what, COUNT(*) AS receipts, CAST(SUM(p.fen) AS BIGINT) AS fen \
        FROM desk_receipt p JOIN desk_allotment a ON a.id = p.allotment_id WHERE p.union_id = $1 AND p.day = $2 \
        GROUP BY p.allotment_id, a.title, p.method, p.what ORDER BY a.title, p.allotment_id, p.method, p.what";
    all(db, sql, binds![union, day.0]).await
}

/// What was taken less what was given back, by one method.
pub(crate) fn by_method(sums: &[DaySum], method: &str) -> i64 {
    sums.iter().filter(|s| s.method == method).map(|s| if s.what == "paid" { s.fen } else { -s.fen }).sum()
}

/// A price that was not asked for.
pub(crate) async fn waive(tx: &Tx, allotment: Uuid, number: i64, fen: i64, reason: &str, by: Option<Uuid>) -> Outcome<()> {
    let sql = "INSERT INTO desk_waiver (allotment_id, number, fen, reason, done_by, at) VALUES ($1, $2, $3, $4, $5, $6)";
    run(&**tx, sql, binds![allotment, number, fen, reason, by, tx.now()]).await?;
    Ok(())
}

/// Which prices were waived, and why.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Waiver {
    pub number: i64,
    pub fen: i64,
    pub reason: String,
    /// Unix milliseconds.
    pub at: i64,
}

pub(crate) async fn waivers(db: &impl ConnectionTrait, allotment: Uuid, most: i64) -> Outcome<Vec<Waiver>> {
    let sql = "SELECT number, fen, reason, at FROM desk_waiver WHERE allotment_id = $1 ORDER BY at DESC, number DESC LIMIT $2";
    all(db, sql, binds![allotment, most]).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_is_read_as_it_is_printed() {
        assert_eq!(read_receipt("20261118-3"), Day::from_ymd(2026, 11, 18).map(|day| (day, 3)));
        for wrong in [
            "",
            "3",
            "20261118",
            "20261118-0",
            "20261118--3",
            "20261332-1",
            "２０２６-1",
            "2026111八-1",
            "20261118-99999999999999999999",
        ] {
            assert_eq!(read_receipt(wrong), None, "{wrong}");
        }
    }
}
