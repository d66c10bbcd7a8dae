use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, asked, binds, one, places, run, scalar};
use uuid::Uuid;

/// Somebody who came.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct CheckIn {
    pub occasion: i32,
    pub number: i64,
    /// Made by the device.
    pub key: Uuid,
    pub heads: i32,
    /// Heads really there; 0 when it was taken back.
    pub present: i32,
    pub how: String,
    /// Unix milliseconds.
    pub at: i64,
}

/// Somebody with a place, as the door lists him.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Guest {
    pub number: i64,
    pub ordinal: i64,
    pub home: Option<Uuid>,
    pub heads: i32,
    pub pay: String,
    pub until_at: Option<i64>,
    pub price: i64,
    /// Heads there and since when; nothing while he is missing.
    pub present: Option<i32>,
    pub at: Option<i64>,
}

/// Somebody who came, for the room that holds the occasion.
#[derive(Clone, Debug, FromQueryResult)]
pub struct CheckedIn {
    pub person: Uuid,
    /// What facts hold.
    pub ordinal: i64,
    /// Heads there, the person among them.
    pub present: i32,
    /// Unix milliseconds.
    pub at: i64,
    /// `scan`, `code`, `name`, `self` or `paper`.
    pub how: String,
}

/// How many have a place and how many of them came: people, and heads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct DoorCount {
    pub placed: i64,
    pub placed_heads: i64,
    pub came: i64,
    pub came_heads: i64,
}

const COLUMNS: &str = "occasion, number, key, heads, present, how, at";
const MOST_ROWS: usize = 256;

/// Of everybody with a place, joined with who came to one occasion: `$1` the allotment, `$2` the occasion.
const GUESTS: &str = "FROM desk_entry e LEFT JOIN desk_check_in c ON c.allotment_id = e.allotment_id AND c.number = e.number \
    AND c.occasion = $2 AND c.present > 0 WHERE e.allotment_id = $1 AND e.state = 'placed'";

pub(crate) async fn get(db: &impl ConnectionTrait, allotment: Uuid, occasion: i32, number: i64) -> Outcome<Option<CheckIn>> {
    let sql = format!("SELECT {COLUMNS} FROM desk_check_in WHERE allotment_id = $1 AND occasion = $2 AND number = $3");
    one(db, &sql, binds![allotment, occasion, number]).await
}

/// Whatever is known of these entries, at any occasion.
pub(crate) async fn of_numbers(db: &impl ConnectionTrait, allotment: Uuid, numbers: &[i64]) -> Outcome<Vec<CheckIn>> {
    let mut found = Vec::new();
    for some in asked(numbers, MOST_ROWS) {
        let sql =
            format!("SELECT {COLUMNS} FROM desk_check_in WHERE allotment_id = $1 AND number IN ({})", places(2, some.len()));
        let values = std::iter::once(Value::from(allotment)).chain(some.into_iter().map(Value::from));
        found.extend(all::<CheckIn>(db, &sql, values).await?);
    }
    Ok(found)
}

/// Whatever was sent under these keys.
pub(crate) async fn of_keys(db: &impl ConnectionTrait, allotment: Uuid, keys: &[Uuid]) -> Outcome<Vec<CheckIn>> {
    let mut found = Vec::new();
    for some in asked(keys, MOST_ROWS) {
        let sql = format!("SELECT {COLUMNS} FROM desk_check_in WHERE allotment_id = $1 AND key IN ({})", places(2, some.len()));
        let values = std::iter::once(Value::from(allotment)).chain(some.into_iter().map(Value::from));
        found.extend(all::<CheckIn>(db, &sql, values).await?);
    }
    Ok(found)
}

/// Somebody is there; one that was taken back before is there again.
pub(crate) async fn put(tx: &Tx, allotment: Uuid, c: &CheckIn, by: Option<Uuid>) -> Outcome<()> {
    let sql = format!(
        "INSERT INTO desk_check_in (allotment_id, {COLUMNS}, recorded_at, done_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (allotment_id, occasion, number) DO UPDATE SET \
         key = excluded.key, present = excluded.present, how = excluded.how, at = excluded.at, \
         recorded_at = excluded.recorded_at, done_by = excluded.done_by"
    );
    let mut values = binds![allotment, c.occasion, c.number, c.key, c.heads, c.present, c.how.clone(), c.at].to_vec();
    values.extend(binds![tx.now(), by]);
    run(&**tx, &sql, values).await?;
    Ok(())
}

/// So many heads of an entry are really there.
pub(crate) async fn set_present(tx: &Tx, allotment: Uuid, occasion: i32, number: i64, present: i32) -> Outcome<()> {
    let sql = "UPDATE desk_check_in SET present = $1 WHERE allotment_id = $2 AND occasion = $3 AND number = $4";
    run(&**tx, sql, binds![present, allotment, occasion, number]).await?;
    Ok(())
}

pub(crate) async fn count(db: &impl ConnectionTrait, allotment: Uuid, occasion: i32) -> Outcome<DoorCount> {
    let sql = format!(
        "SELECT COUNT(*) AS placed, CAST(COALESCE(SUM(e.heads), 0) AS BIGINT) AS placed_heads, COUNT(c.number) AS came, \
         CAST(COALESCE(SUM(c.present), 0) AS BIGINT) AS came_heads {GUESTS}"
    );
    Ok(one(db, &sql, binds![allotment, occasion]).await?.unwrap_or_default())
}

/// Those with a place, by number: everybody, or only who is there (`Some(true)`) or missing.
pub(crate) async fn guests(
    db: &impl ConnectionTrait,
    allotment: Uuid,
    occasion: i32,
    is_there: Option<bool>,
    skip: u64,
    most: u64,
) -> Outcome<Vec<Guest>> {
    let narrowed = match is_there {
        None => "",
        Some(true) => " AND c.number IS NOT NULL",
        Some(false) => " AND c.number IS NULL",
    };
    let sql = format!(
        "SELECT e.number, e.ordinal, e.home, e.heads, e.pay, e.until_at, e.price, c.present, c.at {GUESTS}{narrowed} \
         ORDER BY e.number LIMIT $3 OFFSET $4"
    );
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    all(db, &sql, binds![allotment, occasion, number(most), number(skip)]).await
}

/// Whether an entry was checked in at an occasion that is not over.
pub(crate) async fn is_inside(db: &impl ConnectionTrait, allotment: Uuid, number: i64, now: i64) -> Outcome<bool> {
    let sql = "SELECT COUNT(*) FROM desk_check_in c JOIN desk_occasion o ON o.allotment_id = c.allotment_id AND o.n = c.occasion \
        WHERE c.allotment_id = $1 AND c.number = $2 AND c.present > 0 AND o.ends_at > $3";
    Ok(scalar::<i64>(db, sql, binds![allotment, number, now]).await?.unwrap_or(0) > 0)
}

/// Who came to the occasion that a room knows by this id.
pub(crate) async fn came(db: &impl ConnectionTrait, allotment: Uuid, occasion: Uuid) -> Outcome<Vec<CheckedIn>> {
    let sql = "SELECT e.person, e.ordinal, c.present, c.at, c.how FROM desk_occasion o \
        JOIN desk_check_in c ON c.allotment_id = o.allotment_id AND c.occasion = o.n \
        JOIN desk_entry e ON e.allotment_id = c.allotment_id AND e.number = c.number \
        WHERE o.allotment_id = $1 AND o.id = $2 AND c.present > 0 ORDER BY e.ordinal, c.at";
    all(db, sql, binds![allotment, occasion]).await
}
