use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, binds, one, places, run, scalar, tuples};
use uuid::Uuid;

/// One version of a study route. Money in fen a head.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Route {
    pub id: Uuid,
    /// The id of its first version.
    pub first: Uuid,
    pub version: i32,
    pub union_id: Uuid,
    pub title: String,
    pub summary: String,
    pub meeting_point: String,
    pub price: i64,
    pub member_price: i64,
    /// `open`, `replaced` or `closed`.
    pub state: String,
    pub revision: i32,
    pub recorded_by: Option<Uuid>,
    pub recorded_at: i64,
}

/// A stop of a route.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Stop {
    /// From 1.
    pub n: i32,
    pub title: String,
    pub place: String,
    pub minutes: i32,
    /// What there is to see.
    pub sights: String,
    /// What members get there.
    pub offer: String,
    /// Shown there; empty where there is none.
    pub code: String,
}

/// Which route an activity follows, and how far the leader has brought the group.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Outing {
    pub activity_id: Uuid,
    pub route_id: Uuid,
    pub reached: i32,
}

const COLUMNS: &str = "id, first, version, union_id, title, summary, meeting_point, price, member_price, state, revision, \
    recorded_by, recorded_at";

pub(crate) async fn get(db: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Route>> {
    one(db, &format!("SELECT {COLUMNS} FROM act_route WHERE id = $1"), binds![id]).await
}

/// The route, held until the commit.
pub(crate) async fn lock(tx: &Tx, id: Uuid) -> Outcome<Option<Route>> {
    tx.lock(&format!("SELECT {COLUMNS} FROM act_route WHERE id = $1"), binds![id]).await
}

/// The routes these unions keep, by title; the newest version of each.
pub(crate) async fn of_unions(db: &impl ConnectionTrait, unions: &[Uuid], most: i64) -> Outcome<Vec<Route>> {
    if unions.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM act_route WHERE state = 'open' AND union_id IN ({}) ORDER BY title, id LIMIT $1",
        places(2, unions.len())
    );
    all(db, &sql, binds![most].into_iter().chain(unions.iter().map(|u| Value::from(*u)))).await
}

pub(crate) async fn stops(db: &impl ConnectionTrait, route: Uuid) -> Outcome<Vec<Stop>> {
    let sql = "SELECT n, title, place, minutes, sights, offer, code FROM act_stop WHERE route_id = $1 ORDER BY n";
    all(db, sql, binds![route]).await
}

pub(crate) async fn insert(tx: &Tx, r: &Route, stops: &[Stop]) -> Outcome<()> {
    let sql = format!("INSERT INTO act_route ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)");
    let mut values = binds![r.id, r.first, r.version, r.union_id, r.title.clone(), r.summary.clone()].to_vec();
    values.extend(binds![r.meeting_point.clone(), r.price, r.member_price, r.state.clone(), r.revision, r.recorded_by]);
    values.extend(binds![r.recorded_at]);
    run(&**tx, &sql, values).await?;
    put_stops(tx, r.id, stops).await
}

/// Puts what was edited in the place of what stood there; nobody follows it yet.
pub(crate) async fn update(tx: &Tx, r: &Route, stops: &[Stop]) -> Outcome<()> {
    let sql = "UPDATE act_route SET title = $1, summary = $2, meeting_point = $3, price = $4, member_price = $5, \
        revision = revision + 1 WHERE id = $6";
    let values = binds![r.title.clone(), r.summary.clone(), r.meeting_point.clone(), r.price, r.member_price, r.id];
    run(&**tx, sql, values).await?;
    run(&**tx, "DELETE FROM act_stop WHERE route_id = $1", binds![r.id]).await?;
    put_stops(tx, r.id, stops).await
}

async fn put_stops(tx: &Tx, route: Uuid, stops: &[Stop]) -> Outcome<()> {
    let mut values = Vec::with_capacity(stops.len() * 8);
    for s in stops {
        values.extend(binds![
            route,
            s.n,
            s.title.clone(),
            s.place.clone(),
            s.minutes,
            s.sights.clone(),
            s.offer.clone(),
            s.code.clone()
        ]);
    }
    let sql = format!(
        "INSERT INTO act_stop (route_id, n, title, place, minutes, sights, offer, code) VALUES {}",
        tuples(stops.len(), 8)
    );
    run(&**tx, &sql, values).await?;
    Ok(())
}

pub(crate) async fn set_state(tx: &Tx, id: Uuid, state: &str) -> Outcome<()> {
    run(&**tx, "UPDATE act_route SET state = $1, revision = revision + 1 WHERE id = $2", binds![state, id]).await?;
    Ok(())
}

pub(crate) async fn outing(db: &impl ConnectionTrait, activity: Uuid) -> Outcome<Option<Outing>> {
    one(db, "SELECT activity_id, route_id, reached FROM act_outing WHERE activity_id = $1", binds![activity]).await
}

/// The outing, held until the commit.
pub(crate) async fn lock_outing(tx: &Tx, activity: Uuid) -> Outcome<Option<Outing>> {
    tx.lock("SELECT activity_id, route_id, reached FROM act_outing WHERE activity_id = $1", binds![activity]).await
}

/// The activities that follow a version.
pub(crate) async fn outings(db: &impl ConnectionTrait, route: Uuid) -> Outcome<Vec<Outing>> {
    all(db, "SELECT activity_id, route_id, reached FROM act_outing WHERE route_id = $1 ORDER BY activity_id", binds![route]).await
}

pub(crate) async fn follow(tx: &Tx, route: Uuid, activity: Uuid) -> Outcome<()> {
    let sql = "INSERT INTO act_outing (activity_id, route_id, reached) VALUES ($1, $2, 0)";
    run(&**tx, sql, binds![activity, route]).await?;
    Ok(())
}

pub(crate) async fn lead_to(tx: &Tx, activity: Uuid, n: i32) -> Outcome<()> {
    run(&**tx, "UPDATE act_outing SET reached = $1 WHERE activity_id = $2", binds![n, activity]).await?;
    Ok(())
}

/// How many stops somebody has reached.
pub(crate) async fn reached(db: &impl ConnectionTrait, activity: Uuid, ordinal: i64) -> Outcome<i32> {
    let sql = "SELECT reached FROM act_walk WHERE activity_id = $1 AND ordinal = $2";
    Ok(scalar(db, sql, binds![activity, ordinal]).await?.unwrap_or(0))
}

/// Somebody has reached so many; `completed_on` is the day where that was all.
pub(crate) async fn reach(tx: &Tx, activity: Uuid, ordinal: i64, n: i32, completed_on: Option<i32>) -> Outcome<()> {
    let sql = "INSERT INTO act_walk (activity_id, ordinal, reached, completed_on) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (activity_id, ordinal) DO UPDATE SET reached = $3, completed_on = $4";
    run(&**tx, sql, binds![activity, ordinal, n, completed_on]).await?;
    Ok(())
}
