use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Instant, Outcome, Tx, all, binds, one, run, scalar};
use uuid::Uuid;

use crate::rules::initials::initials;
use crate::verbs::add_employer::NewEmployer;

/// An employer of the directory.
#[derive(Clone, Debug, FromQueryResult)]
pub struct EmployerRow {
    pub id: Uuid,
    pub credit_code: Option<String>,
    pub name: String,
    pub kind: String,
    pub workers: i32,
    pub division: Option<String>,
    pub recorded_at: Instant,
}

const ALL: &str = "SELECT id, credit_code, name, kind, workers, division, recorded_at FROM org_employer";
/// What is left of a text when the words are cut out of it is shorter if it held them: a search both engines read alike.
const HOLDS: &str =
    "WHERE ($1 = '' OR REPLACE(name, $1, '') <> name OR REPLACE(initials, $2, '') <> initials OR credit_code = $3)";

fn sought(words: &str) -> [store::Value; 3] {
    binds![words, words.to_lowercase(), words.to_uppercase()]
}

/// Employers whose name or initials hold the words, or whose credit code they are; all of them for no words.
pub(crate) async fn search(db: &impl ConnectionTrait, words: &str, skip: i64, most: i64) -> Outcome<Vec<EmployerRow>> {
    let values = sought(words).into_iter().chain(binds![skip, most]);
    all(db, &format!("{ALL} {HOLDS} ORDER BY name, id LIMIT $5 OFFSET $4"), values).await
}

pub(crate) async fn count(db: &impl ConnectionTrait, words: &str) -> Outcome<i64> {
    Ok(scalar(db, &format!("SELECT COUNT(*) FROM org_employer {HOLDS}"), sought(words)).await?.unwrap_or(0))
}

pub(crate) async fn get(db: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<EmployerRow>> {
    one(db, &format!("{ALL} WHERE id = $1"), binds![id]).await
}

pub(crate) async fn by_credit_code(db: &impl ConnectionTrait, code: &str) -> Outcome<Option<EmployerRow>> {
    one(db, &format!("{ALL} WHERE credit_code = $1"), binds![code]).await
}

pub(crate) async fn insert(tx: &Tx, new: &NewEmployer) -> Outcome<()> {
    let sql = "INSERT INTO org_employer (id, credit_code, name, initials, kind, workers, division, recorded_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let (code, name, division) = (new.credit_code.clone(), new.name.clone(), new.division.clone());
    run(&**tx, sql, binds![new.id, code, name, initials(&new.name), new.kind.clone(), new.workers, division, tx.now()]).await?;
    Ok(())
}

pub(crate) async fn update(tx: &Tx, new: &NewEmployer) -> Outcome<bool> {
    let sql = "UPDATE org_employer SET credit_code = $1, name = $2, initials = $3, kind = $4, workers = $5, division = $6 WHERE id = $7";
    let (code, name, division) = (new.credit_code.clone(), new.name.clone(), new.division.clone());
    let values = binds![code, name, initials(&new.name), new.kind.clone(), new.workers, division, new.id];
    Ok(run(&**tx, sql, values).await? == 1)
}
