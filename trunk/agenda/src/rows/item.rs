use sea_orm::ConnectionTrait;
use store::{Outcome, Tx, Value, all, asked, binds, one, places, run};
use uuid::Uuid;

use crate::house::VERSION;
use crate::item::{Item, NewItem, State};

const COLUMNS: &str = "id, union_id, kind, setting, title, begins_at, ends_at, place, venue, latitude, longitude, audience, href, \
    state, sequence, recorded_at, revised_at";
/// Ids in one query.
const BATCH: usize = 256;

/// What a list is narrowed to by the database: unix milliseconds, a kind, a union with all below it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Range {
    pub from: i64,
    pub until: i64,
    pub kind: Option<String>,
    pub place: Option<Uuid>,
}

pub(crate) async fn get(db: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Item>> {
    one(db, &format!("SELECT {COLUMNS} FROM agenda_item WHERE id = $1"), binds![id]).await
}

/// The item, held until the commit.
pub(crate) async fn lock(tx: &Tx, id: Uuid) -> Outcome<Option<Item>> {
    tx.lock(&format!("SELECT {COLUMNS} FROM agenda_item WHERE id = $1"), binds![id]).await
}

/// What is on in a range at these unions, or anywhere where none is named; in the order in which it begins.
pub(crate) async fn between(db: &impl ConnectionTrait, range: &Range, unions: &[Uuid], most: i64) -> Outcome<Vec<Item>> {
    let mut values = binds![range.from, range.until, most].to_vec();
    let mut narrowed = String::new();
    if let Some(kind) = &range.kind {
        values.push(Value::from(kind.clone()));
        narrowed.push_str(&format!(" AND kind = ${}", values.len()));
    }
    if let Some(some) = asked(unions, unions.len()).next() {
        narrowed.push_str(&format!(" AND union_id IN ({})", places(values.len() + 1, some.len())));
        values.extend(some.into_iter().map(Value::from));
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM agenda_item WHERE ends_at > $1 AND begins_at < $2{narrowed} ORDER BY begins_at, id LIMIT $3"
    );
    all(db, &sql, values).await
}

/// Those of these items that are not over since an instant, in the order in which they begin.
pub(crate) async fn these(db: &impl ConnectionTrait, ids: &[Uuid], since: i64) -> Outcome<Vec<Item>> {
    let mut items: Vec<Item> = Vec::with_capacity(ids.len());
    for some in asked(ids, BATCH) {
        let sql = format!("SELECT {COLUMNS} FROM agenda_item WHERE ends_at > $1 AND id IN ({})", places(2, some.len()));
        items.extend(all::<Item>(db, &sql, binds![since].into_iter().chain(some.into_iter().map(Value::from))).await?);
    }
    items.sort_by_key(|item| (item.begins_at, item.id));
    Ok(items)
}

pub(crate) async fn insert(tx: &Tx, new: &NewItem) -> Outcome<()> {
    tx.bump(VERSION);
    let sql = "INSERT INTO agenda_item (union_id, kind, setting, title, begins_at, ends_at, place, venue, latitude, longitude, \
        audience, href, state, revised_at, id, sequence, recorded_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 0, $14)";
    run(&**tx, sql, values(tx, new, State::On)).await?;
    Ok(())
}

/// Puts a revision in place of what stood there.
pub(crate) async fn update(tx: &Tx, new: &NewItem, state: State) -> Outcome<()> {
    tx.bump(VERSION);
    let sql = "UPDATE agenda_item SET union_id = $1, kind = $2, setting = $3, title = $4, begins_at = $5, ends_at = $6, place = $7, \
        venue = $8, latitude = $9, longitude = $10, audience = $11, href = $12, state = $13, revised_at = $14, \
        sequence = sequence + 1 WHERE id = $15";
    run(&**tx, sql, values(tx, new, state)).await?;
    Ok(())
}

fn values(tx: &Tx, new: &NewItem, state: State) -> Vec<Value> {
    let (latitude, longitude) = new.position.unzip();
    let mut values = binds![new.union, new.kind.clone(), new.setting.clone(), new.title.clone(), new.begins_at].to_vec();
    values.extend(binds![new.ends_at, new.place.clone(), new.venue, latitude, longitude, new.audience.name()]);
    values.extend(binds![new.href.clone(), state.name(), tx.now(), new.id]);
    values
}

/// Says whether something was still on.
pub(crate) async fn cancel(tx: &Tx, id: Uuid) -> Outcome<bool> {
    let sql = "UPDATE agenda_item SET state = 'cancelled', sequence = sequence + 1, revised_at = $2 \
        WHERE id = $1 AND state <> 'cancelled'";
    let cancelled = run(&**tx, sql, binds![id, tx.now()]).await? > 0;
    if cancelled {
        tx.bump(VERSION);
    }
    Ok(cancelled)
}

/// Says whether there was something.
pub(crate) async fn delete(tx: &Tx, id: Uuid) -> Outcome<bool> {
    let deleted = run(&**tx, "DELETE FROM agenda_item WHERE id = $1", binds![id]).await? > 0;
    if deleted {
        tx.bump(VERSION);
    }
    Ok(deleted)
}
