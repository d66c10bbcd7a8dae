use std::collections::HashMap;

use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, asked, binds, places, run, scalar, tuples};
use uuid::Uuid;

use super::session::Session;
use crate::session::{Attendee, How, NewSession};

#[derive(FromQueryResult)]
struct Row {
    person: Uuid,
    ordinal: i64,
    home: Option<Uuid>,
    how: String,
}

/// Who came to a session.
pub(crate) async fn of(db: &impl ConnectionTrait, session: Uuid) -> Outcome<Vec<Attendee>> {
    let sql = "SELECT person, ordinal, home, how FROM act_attendance WHERE session_id = $1 ORDER BY ordinal";
    let rows: Vec<Row> = all(db, sql, binds![session]).await?;
    let read = |r: Row| Attendee {
        person: r.person,
        ordinal: r.ordinal,
        home: r.home,
        how: How::from_name(&r.how).unwrap_or(How::Ticked),
    };
    Ok(rows.into_iter().map(read).collect())
}

const COLUMNS: usize = 5;
const BATCH: usize = 5_000;

/// Writes who came to sessions that have nobody yet.
pub(crate) async fn insert(tx: &Tx, sessions: &[NewSession]) -> Outcome<()> {
    let rows: Vec<(Uuid, Attendee)> = sessions.iter().flat_map(|s| s.attendees.iter().map(|a| (s.id, *a))).collect();
    for some in rows.chunks(BATCH) {
        let mut values: Vec<Value> = Vec::with_capacity(some.len() * COLUMNS);
        for (session, a) in some {
            values.extend(binds![*session, a.ordinal, a.person, a.home, a.how.name()]);
        }
        let sql =
            format!("INSERT INTO act_attendance (session_id, ordinal, person, home, how) VALUES {}", tuples(some.len(), COLUMNS));
        run(&**tx, &sql, values).await?;
    }
    Ok(())
}

/// Forgets who came, before it is written anew.
pub(crate) async fn clear(tx: &Tx, session: Uuid) -> Outcome<()> {
    run(&**tx, "DELETE FROM act_attendance WHERE session_id = $1", binds![session]).await?;
    Ok(())
}

/// Whether this person's name stands on this session.
pub(crate) async fn has(db: &impl ConnectionTrait, session: Uuid, person: Uuid) -> Outcome<bool> {
    let sql = "SELECT COUNT(*) FROM act_attendance WHERE session_id = $1 AND person = $2";
    Ok(scalar::<i64>(db, sql, binds![session, person]).await?.unwrap_or(0) > 0)
}

/// The sessions a person came to, newest first.
pub(crate) async fn sessions_of(db: &impl ConnectionTrait, person: Uuid, skip: u64, most: u64) -> Outcome<Vec<Session>> {
    let (skip, most) = (i64::try_from(skip).unwrap_or(i64::MAX), i64::try_from(most).unwrap_or(i64::MAX));
    let sql = "SELECT s.id, s.union_id, s.title, s.kind, s.setting, s.day, s.begins_at, s.minutes, s.place, s.leader, s.programme, \
        s.named, s.by_head, s.state, s.revision, s.logged_by, s.on_behalf, s.recorded_at \
        FROM act_attendance a JOIN act_session s ON s.id = a.session_id WHERE a.person = $1 AND s.state = 'logged' \
        ORDER BY s.day DESC, s.begins_at DESC, s.id DESC LIMIT $2 OFFSET $3";
    all(db, sql, binds![person, most, skip]).await
}

/// The latest sessions each of some people came to, newest first.
pub(crate) async fn latest_of(db: &impl ConnectionTrait, people: &[Uuid], most: u64) -> Outcome<HashMap<Uuid, Vec<Session>>> {
    #[derive(FromQueryResult)]
    struct Came {
        person: Uuid,
        session_id: Uuid,
    }
    let mut came: Vec<Came> = Vec::new();
    for some in asked(people, 256) {
        let sql = format!(
            "SELECT person, session_id FROM (SELECT a.person, a.session_id, ROW_NUMBER() OVER (PARTITION BY a.person \
             ORDER BY s.day DESC, s.begins_at DESC, s.id DESC) AS n FROM act_attendance a JOIN act_session s ON s.id = a.session_id \
             WHERE s.state = 'logged' AND a.person IN ({})) latest WHERE n <= $1 ORDER BY person, n",
            places(2, some.len())
        );
        let most = Value::from(i64::try_from(most).unwrap_or(i64::MAX));
        came.extend(all::<Came>(db, &sql, std::iter::once(most).chain(some.into_iter().map(Value::from))).await?);
    }
    let mut ids: Vec<Uuid> = came.iter().map(|c| c.session_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let sessions: HashMap<Uuid, Session> = super::session::some(db, &ids).await?.into_iter().map(|s| (s.id, s)).collect();
    let mut found: HashMap<Uuid, Vec<Session>> = people.iter().map(|p| (*p, Vec::new())).collect();
    for one in came {
        if let Some(session) = sessions.get(&one.session_id) {
            found.entry(one.person).or_default().push(session.clone());
        }
    }
    Ok(found)
}

/// How many sessions a person came to, and their minutes.
pub(crate) async fn count_of(db: &impl ConnectionTrait, person: Uuid) -> Outcome<(i64, i64)> {
    #[derive(FromQueryResult)]
    struct Sum {
        sessions: i64,
        minutes: i64,
    }
    let sql = "SELECT COUNT(*) AS sessions, CAST(COALESCE(SUM(s.minutes), 0) AS BIGINT) AS minutes \
        FROM act_attendance a JOIN act_session s ON s.id = a.session_id WHERE a.person = $1 AND s.state = 'logged'";
    let sum: Option<Sum> = store::one(db, sql, binds![person]).await?;
    Ok(sum.map_or((0, 0), |s| (s.sessions, s.minutes)))
}
