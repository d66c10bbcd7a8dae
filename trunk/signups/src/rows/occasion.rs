use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, run};
use uuid::Uuid;

/// When and where whoever has a place comes.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Occasion {
    pub allotment_id: Uuid,
    /// Its number, from 1.
    pub n: i32,
    /// The room's own id for it.
    pub id: Uuid,
    /// Unix milliseconds, both.
    pub begins_at: i64,
    pub ends_at: i64,
    pub place: String,
    /// `planned` or `cancelled`.
    pub state: String,
}

impl Occasion {
    #[must_use]
    pub fn is_planned(&self) -> bool {
        self.state == "planned"
    }
}

const COLUMNS: &str = "allotment_id, n, id, begins_at, ends_at, place, state";

/// All of an allotment, by number.
pub(crate) async fn of(db: &impl ConnectionTrait, allotment: Uuid) -> Outcome<Vec<Occasion>> {
    all(db, &format!("SELECT {COLUMNS} FROM desk_occasion WHERE allotment_id = $1 ORDER BY n"), binds![allotment]).await
}

/// As it stands from now on: a new one, or another time, place or state of a known one.
pub(crate) async fn put(tx: &Tx, o: &Occasion) -> Outcome<()> {
    let sql = format!(
        "INSERT INTO desk_occasion ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (allotment_id, n) DO UPDATE SET \
         begins_at = excluded.begins_at, ends_at = excluded.ends_at, place = excluded.place, state = excluded.state"
    );
    run(&**tx, &sql, binds![o.allotment_id, o.n, o.id, o.begins_at, o.ends_at, o.place.clone(), o.state.clone()]).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct OfPlace {
    id: Uuid,
}

/// What this person has a place in, the latest first; over all allotments, so that it may fan out.
pub(crate) async fn placed(db: &impl ConnectionTrait, person: Uuid, most: i64) -> Outcome<Vec<Uuid>> {
    let sql = "SELECT o.id FROM desk_entry e JOIN desk_occasion o ON o.allotment_id = e.allotment_id \
        WHERE e.person = $1 AND e.turn = 0 AND e.state = 'placed' ORDER BY o.begins_at DESC, o.id LIMIT $2";
    Ok(all::<OfPlace>(db, sql, binds![person, most]).await?.into_iter().map(|row| row.id).collect())
}

/// Whether this person has a place in this occasion.
pub(crate) async fn has_place(db: &impl ConnectionTrait, person: Uuid, id: Uuid) -> Outcome<bool> {
    let sql = "SELECT COUNT(*) FROM desk_entry e JOIN desk_occasion o ON o.allotment_id = e.allotment_id \
        WHERE e.person = $1 AND e.turn = 0 AND e.state = 'placed' AND o.id = $2";
    Ok(store::scalar::<i64>(db, sql, binds![person, id]).await?.unwrap_or(0) > 0)
}

/// Allotments of a union with an occasion in a span of time, with their titles: where a ticket may have strayed from.
#[derive(FromQueryResult)]
pub(crate) struct Near {
    pub allotment_id: Uuid,
    pub title: String,
}

pub(crate) async fn near(db: &impl ConnectionTrait, union: Uuid, from: i64, until: i64, most: i64) -> Outcome<Vec<Near>> {
    let sql = "SELECT DISTINCT a.id AS allotment_id, a.title FROM desk_occasion o JOIN desk_allotment a ON a.id = o.allotment_id \
        WHERE o.begins_at BETWEEN $1 AND $2 AND a.union_id = $3 ORDER BY a.id LIMIT $4";
    all(db, sql, binds![from, until, union, most]).await
}
