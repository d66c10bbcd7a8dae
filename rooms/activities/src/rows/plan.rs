use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, binds, one, places, run, tuples};
use uuid::Uuid;

/// A leading group's year of study.
#[derive(Clone, Debug, FromQueryResult)]
pub struct StudyPlan {
    pub id: Uuid,
    pub union_id: Uuid,
    pub year: i32,
    /// Who studies: 领导班子理论学习中心组.
    pub title: String,
    /// How many topics the year is to have.
    pub wanted: i32,
    pub recorded_by: Option<Uuid>,
    pub recorded_at: i64,
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct PlanTopic {
    /// From 1.
    pub n: i32,
    pub title: String,
}

const COLUMNS: &str = "id, union_id, year, title, wanted, recorded_by, recorded_at";

pub(crate) async fn get(db: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<StudyPlan>> {
    one(db, &format!("SELECT {COLUMNS} FROM act_plan WHERE id = $1"), binds![id]).await
}

pub(crate) async fn lock(tx: &Tx, id: Uuid) -> Outcome<Option<StudyPlan>> {
    tx.lock(&format!("SELECT {COLUMNS} FROM act_plan WHERE id = $1"), binds![id]).await
}

/// The plans of these unions, the newest year first.
pub(crate) async fn of_unions(db: &impl ConnectionTrait, unions: &[Uuid], most: i64) -> Outcome<Vec<StudyPlan>> {
    if unions.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM act_plan WHERE union_id IN ({}) ORDER BY year DESC, title, id LIMIT $1",
        places(2, unions.len())
    );
    all(db, &sql, binds![most].into_iter().chain(unions.iter().map(|u| Value::from(*u)))).await
}

pub(crate) async fn insert(tx: &Tx, p: &StudyPlan) -> Outcome<()> {
    let sql = format!("INSERT INTO act_plan ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7)");
    run(&**tx, &sql, binds![p.id, p.union_id, p.year, p.title.clone(), p.wanted, p.recorded_by, p.recorded_at]).await?;
    Ok(())
}

pub(crate) async fn topics(db: &impl ConnectionTrait, plan: Uuid) -> Outcome<Vec<PlanTopic>> {
    all(db, "SELECT n, title FROM act_plan_topic WHERE plan_id = $1 ORDER BY n", binds![plan]).await
}

pub(crate) async fn add_topics(tx: &Tx, plan: Uuid, after: i32, titles: &[String]) -> Outcome<()> {
    let mut values = Vec::with_capacity(titles.len() * 3);
    for (n, title) in (after + 1..).zip(titles) {
        values.extend(binds![plan, n, title.clone()]);
    }
    if !values.is_empty() {
        let sql = format!("INSERT INTO act_plan_topic (plan_id, n, title) VALUES {}", tuples(titles.len(), 3));
        run(&**tx, &sql, values).await?;
    }
    Ok(())
}
