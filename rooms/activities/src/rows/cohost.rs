use ledger::CoHost;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, binds, run, tuples};
use uuid::Uuid;

use crate::session::NewSession;

#[derive(FromQueryResult)]
struct Row {
    session_id: Uuid,
    union_id: Option<Uuid>,
    name: String,
}

impl Row {
    fn read(self) -> (Uuid, CoHost) {
        (self.session_id, CoHost { union: self.union_id, name: self.name })
    }
}

/// Who held a session together with its host, in the order entered.
pub(crate) async fn of(db: &impl ConnectionTrait, session: Uuid) -> Outcome<Vec<CoHost>> {
    let sql = "SELECT session_id, union_id, name FROM act_cohost WHERE session_id = $1 ORDER BY n";
    let rows: Vec<Row> = all(db, sql, binds![session]).await?;
    Ok(rows.into_iter().map(|r| r.read().1).collect())
}

const COLUMNS: usize = 4;
const BATCH: usize = 5_000;

/// Writes the co-hosts of sessions that have none yet.
pub(crate) async fn insert(tx: &Tx, sessions: &[NewSession]) -> Outcome<()> {
    let rows: Vec<(Uuid, i32, &CoHost)> =
        sessions.iter().flat_map(|s| (0_i32..).zip(&s.co_hosts).map(|(n, c)| (s.id, n, c))).collect();
    for some in rows.chunks(BATCH) {
        let mut values: Vec<Value> = Vec::with_capacity(some.len() * COLUMNS);
        for (session, n, c) in some {
            values.extend(binds![*session, *n, c.union, c.name.clone()]);
        }
        let sql = format!("INSERT INTO act_cohost (session_id, n, union_id, name) VALUES {}", tuples(some.len(), COLUMNS));
        run(&**tx, &sql, values).await?;
    }
    Ok(())
}

/// Forgets the co-hosts, before they are written anew.
pub(crate) async fn clear(tx: &Tx, session: Uuid) -> Outcome<()> {
    run(&**tx, "DELETE FROM act_cohost WHERE session_id = $1", binds![session]).await?;
    Ok(())
}
