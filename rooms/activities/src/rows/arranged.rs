use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Instant, Outcome, Tx, all, binds, run};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
}

/// The meetings of this activity are known to the desk and to the reminders; `false` when they were before.
pub(crate) async fn mark(tx: &Tx, activity: Uuid) -> Outcome<bool> {
    let sql = "INSERT INTO act_arranged (activity_id, at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    Ok(run(&**tx, sql, binds![activity, tx.now()]).await? > 0)
}

/// Activities not over at an instant for which nothing was arranged.
pub(crate) async fn missing(db: &impl ConnectionTrait, now: Instant, most: i64) -> Outcome<Vec<Uuid>> {
    let sql = "SELECT a.id FROM act_activity a WHERE a.last_at > $1 AND a.state = 'announced' \
        AND NOT EXISTS (SELECT 1 FROM act_arranged r WHERE r.activity_id = a.id) ORDER BY a.id LIMIT $2";
    Ok(all::<Row>(db, sql, binds![now, most]).await?.into_iter().map(|r| r.id).collect())
}
