use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, asked, binds, one, places, run, tuples};
use uuid::Uuid;

/// One time of an announced activity.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Meeting {
    pub activity_id: Uuid,
    /// Its number in the series, from 1.
    pub n: i32,
    /// What the agenda knows it by.
    pub id: Uuid,
    /// Unix milliseconds.
    pub begins_at: i64,
    pub minutes: i32,
    pub place: String,
    /// The session it became.
    pub session: Option<Uuid>,
    /// `planned`, `held` or `cancelled`.
    pub state: String,
}

impl Meeting {
    #[must_use]
    pub fn ends_at(&self) -> i64 {
        self.begins_at + i64::from(self.minutes) * 60_000
    }

    #[must_use]
    pub fn is_planned(&self) -> bool {
        self.state == "planned"
    }
}

const COLUMNS: &str = "activity_id, n, id, begins_at, minutes, place, session, state";
const MOST_ROWS: usize = 256;

pub(crate) async fn insert(tx: &Tx, meetings: &[Meeting]) -> Outcome<()> {
    let mut values: Vec<Value> = Vec::with_capacity(meetings.len() * 8);
    for m in meetings {
        values.extend(binds![m.activity_id, m.n, m.id, m.begins_at, m.minutes, m.place.clone(), m.session, m.state.clone()]);
    }
    let sql = format!("INSERT INTO act_meeting ({COLUMNS}) VALUES {}", tuples(meetings.len(), 8));
    run(&**tx, &sql, values).await?;
    Ok(())
}

/// The timetable, in the order of the series.
pub(crate) async fn of(db: &impl ConnectionTrait, activity: Uuid) -> Outcome<Vec<Meeting>> {
    all(db, &format!("SELECT {COLUMNS} FROM act_meeting WHERE activity_id = $1 ORDER BY n"), binds![activity]).await
}

/// The timetables of these activities.
pub(crate) async fn of_all(db: &impl ConnectionTrait, activities: &[Uuid]) -> Outcome<Vec<Meeting>> {
    let mut found = Vec::new();
    for some in asked(activities, MOST_ROWS) {
        let sql =
            format!("SELECT {COLUMNS} FROM act_meeting WHERE activity_id IN ({}) ORDER BY activity_id, n", places(1, some.len()));
        found.extend(all::<Meeting>(db, &sql, some.into_iter().map(Value::from)).await?);
    }
    Ok(found)
}

pub(crate) async fn get(db: &impl ConnectionTrait, activity: Uuid, id: Uuid) -> Outcome<Option<Meeting>> {
    let sql = format!("SELECT {COLUMNS} FROM act_meeting WHERE activity_id = $1 AND id = $2");
    one(db, &sql, binds![activity, id]).await
}

/// The meeting a session was.
pub(crate) async fn of_session(db: &impl ConnectionTrait, session: Uuid) -> Outcome<Option<Meeting>> {
    one(db, &format!("SELECT {COLUMNS} FROM act_meeting WHERE session = $1 ORDER BY n"), binds![session]).await
}

/// Another time or place.
pub(crate) async fn shift(tx: &Tx, m: &Meeting) -> Outcome<()> {
    let sql = "UPDATE act_meeting SET begins_at = $1, place = $2 WHERE activity_id = $3 AND n = $4";
    run(&**tx, sql, binds![m.begins_at, m.place.clone(), m.activity_id, m.n]).await?;
    Ok(())
}

pub(crate) async fn hold(tx: &Tx, activity: Uuid, n: i32, session: Uuid) -> Outcome<()> {
    let sql = "UPDATE act_meeting SET state = 'held', session = $1 WHERE activity_id = $2 AND n = $3";
    run(&**tx, sql, binds![session, activity, n]).await?;
    Ok(())
}

/// What was still to come will not be.
pub(crate) async fn call_off(tx: &Tx, activity: Uuid) -> Outcome<()> {
    let sql = "UPDATE act_meeting SET state = 'cancelled' WHERE activity_id = $1 AND state = 'planned'";
    run(&**tx, sql, binds![activity]).await?;
    Ok(())
}
