use std::collections::HashMap;

use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, asked, binds, one, places, run};
use uuid::Uuid;

/// Several activities announced together: one a person may have so many of.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Season {
    pub id: Uuid,
    pub union_id: Uuid,
    pub programme: Option<Uuid>,
    pub title: String,
    /// Courses a person may have; 0: as many as he likes.
    pub claim_most: i32,
    pub recorded_by: Option<Uuid>,
    pub recorded_at: i64,
}

impl Season {
    #[must_use]
    pub fn href(&self) -> String {
        format!("/activities/seasons/{}", self.id)
    }
}

/// One activity of a season.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Course {
    pub season_id: Uuid,
    /// Its place in the table, from 1.
    pub n: i32,
    pub activity_id: Uuid,
    pub teacher: String,
    /// 1 or 2: whether it is signed up for first or later.
    pub batch: i32,
}

const MOST_ROWS: usize = 256;

pub(crate) async fn get(db: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Season>> {
    let sql = "SELECT id, union_id, programme, title, claim_most, recorded_by, recorded_at FROM act_season WHERE id = $1";
    one(db, sql, binds![id]).await
}

pub(crate) async fn insert(tx: &Tx, s: &Season) -> Outcome<()> {
    let sql = "INSERT INTO act_season (id, union_id, programme, title, claim_most, recorded_by, recorded_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    run(&**tx, sql, binds![s.id, s.union_id, s.programme, s.title.clone(), s.claim_most, s.recorded_by, s.recorded_at]).await?;
    Ok(())
}

pub(crate) async fn insert_course(tx: &Tx, c: &Course) -> Outcome<()> {
    let sql = "INSERT INTO act_course (season_id, n, activity_id, teacher, batch) VALUES ($1, $2, $3, $4, $5)";
    run(&**tx, sql, binds![c.season_id, c.n, c.activity_id, c.teacher.clone(), c.batch]).await?;
    Ok(())
}

/// The courses of a season, in the order of the table.
pub(crate) async fn courses(db: &impl ConnectionTrait, season: Uuid) -> Outcome<Vec<Course>> {
    let sql = "SELECT season_id, n, activity_id, teacher, batch FROM act_course WHERE season_id = $1 ORDER BY n";
    all(db, sql, binds![season]).await
}

/// The seasons some activities belong to; one that belongs to none is left out.
pub(crate) async fn of_activities(db: &impl ConnectionTrait, activities: &[Uuid]) -> Outcome<HashMap<Uuid, Uuid>> {
    #[derive(FromQueryResult)]
    struct Row {
        activity_id: Uuid,
        season_id: Uuid,
    }
    let mut found = HashMap::new();
    for some in asked(activities, MOST_ROWS) {
        let sql = format!("SELECT activity_id, season_id FROM act_course WHERE activity_id IN ({})", places(1, some.len()));
        let rows = all::<Row>(db, &sql, some.into_iter().map(Value::from)).await?;
        found.extend(rows.into_iter().map(|r| (r.activity_id, r.season_id)));
    }
    Ok(found)
}
