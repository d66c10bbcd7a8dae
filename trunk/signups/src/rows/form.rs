use forms::Published;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Fault, Outcome, Tx, all, binds, run};
use uuid::Uuid;

use crate::rows::allotment;
use crate::sheet::Asks;

#[derive(FromQueryResult)]
struct Row {
    version: i32,
    form: String,
}

/// What is asked for this allotment, in all versions there were.
pub(crate) async fn of(db: &impl ConnectionTrait, allotment: Uuid) -> Outcome<Asks> {
    let sql = "SELECT version, form FROM desk_form WHERE allotment_id = $1 ORDER BY version";
    let mut versions = Vec::new();
    for row in all::<Row>(db, sql, binds![allotment]).await? {
        let broken = |e| Fault::Internal(format!("the questions of {allotment}, version {}: {e}", row.version));
        let form = if row.form.is_empty() { None } else { Some(Published::from_json(&row.form).map_err(broken)?) };
        versions.push((row.version, form));
    }
    Ok(Asks::new(versions))
}

/// Writes a version; none asks nothing any more.
pub(crate) async fn insert(tx: &Tx, allotment: Uuid, version: i32, form: Option<&Published>, by: Option<Uuid>) -> Outcome<()> {
    let text = form.map(|form| form.to_json()).transpose().map_err(|e| Fault::Internal(e.to_string()))?.unwrap_or_default();
    let sql = "INSERT INTO desk_form (allotment_id, version, form, recorded_by, recorded_at) VALUES ($1, $2, $3, $4, $5)";
    run(&**tx, sql, binds![allotment, version, text, by, tx.now()]).await?;
    tx.bump(allotment::VERSION);
    Ok(())
}
