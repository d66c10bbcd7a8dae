use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Fault, Outcome, Tx, binds, one, run};
use uuid::Uuid;

/// A union's day at the desk.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Till {
    /// The last receipt's number.
    pub last: i64,
    /// What was taken less what was given back, in fen, as it was closed.
    pub cash: i64,
    pub transfer: i64,
    pub card: i64,
    /// The cash that lay there.
    pub counted: i64,
    /// Why the two differ.
    pub says: String,
    /// Unix milliseconds; none while the day is open.
    pub closed_at: Option<i64>,
    pub closed_by: Option<Uuid>,
}

const COLUMNS: &str = "last, cash, transfer, card, counted, says, closed_at, closed_by";

pub(crate) async fn get(db: &impl ConnectionTrait, union: Uuid, day: Day) -> Outcome<Option<Till>> {
    one(db, &format!("SELECT {COLUMNS} FROM desk_till WHERE union_id = $1 AND day = $2"), binds![union, day.0]).await
}

/// The day, held until the commit: of all that is taken and closed on it, one comes after the other.
pub(crate) async fn lock(tx: &Tx, union: Uuid, day: Day) -> Outcome<Till> {
    let sql = "INSERT INTO desk_till (union_id, day, last, cash, transfer, card, counted, says) \
        VALUES ($1, $2, 0, 0, 0, 0, 0, '') ON CONFLICT (union_id, day) DO NOTHING";
    run(&**tx, sql, binds![union, day.0]).await?;
    let sql = format!("SELECT {COLUMNS} FROM desk_till WHERE union_id = $1 AND day = $2");
    tx.lock(&sql, binds![union, day.0]).await?.ok_or_else(|| Fault::Internal(format!("the till of {union} is gone")))
}

/// The next receipt's number of the first day from `today` on that is not closed.
pub(crate) async fn next(tx: &Tx, union: Uuid, today: Day) -> Outcome<(Day, i64)> {
    let mut day = today;
    loop {
        let till = lock(tx, union, day).await?;
        if till.closed_at.is_none() {
            run(&**tx, "UPDATE desk_till SET last = last + 1 WHERE union_id = $1 AND day = $2", binds![union, day.0]).await?;
            return Ok((day, till.last + 1));
        }
        day = Day(day.0 + 1);
    }
}

/// Closes a day that is held.
pub(crate) async fn close(tx: &Tx, union: Uuid, day: Day, t: &Till) -> Outcome<()> {
    let sql = "UPDATE desk_till SET cash = $1, transfer = $2, card = $3, counted = $4, says = $5, closed_at = $6, closed_by = $7 \
        WHERE union_id = $8 AND day = $9 AND closed_at IS NULL";
    let mut values = binds![t.cash, t.transfer, t.card, t.counted, t.says.clone(), t.closed_at, t.closed_by].to_vec();
    values.extend(binds![union, day.0]);
    match run(&**tx, sql, values).await? {
        1 => Ok(()),
        _ => Err(Fault::Conflict("signups-day-closed-already")),
    }
}
