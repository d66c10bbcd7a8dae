use agenda::Audience;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, asked, binds, one, places, run};
use uuid::Uuid;

/// Raised with every activity announced, changed, held or called off.
pub(crate) const VERSION: &str = "announced";

/// An announced activity as it stands.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Activity {
    pub id: Uuid,
    /// The host.
    pub union_id: Uuid,
    pub programme: Option<Uuid>,
    pub kind: String,
    pub setting: String,
    pub title: String,
    pub summary: String,
    pub place: String,
    pub venue: Option<Uuid>,
    /// `subtree` or `members`.
    pub audience: String,
    /// Its places, where one signs up.
    pub allotment: Option<Uuid>,
    /// When the last meeting ends, unix milliseconds.
    pub last_at: i64,
    /// `announced` or `cancelled`.
    pub state: String,
    /// Why it was called off; empty otherwise.
    pub reason: String,
    /// Rises with every change of it or of a meeting.
    pub revision: i32,
    pub recorded_by: Option<Uuid>,
    pub recorded_at: i64,
}

impl Activity {
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.state == "cancelled"
    }

    #[must_use]
    pub fn audience(&self) -> Audience {
        Audience::from_name(&self.audience)
    }

    #[must_use]
    pub fn href(&self) -> String {
        format!("/activities/{}", self.id)
    }
}

/// Unions asked about in one statement.
const MOST_UNIONS: usize = 256;

const COLUMNS: &str = "a.id, a.union_id, a.programme, a.kind, a.setting, a.title, a.summary, a.place, a.venue, a.audience, \
    a.allotment, a.last_at, a.state, a.reason, a.revision, a.recorded_by, a.recorded_at";

pub(crate) async fn get(db: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Activity>> {
    one(db, &format!("SELECT {COLUMNS} FROM act_activity a WHERE a.id = $1"), binds![id]).await
}

/// The activity, held until the commit.
pub(crate) async fn lock(tx: &Tx, id: Uuid) -> Outcome<Option<Activity>> {
    tx.lock(&format!("SELECT {COLUMNS} FROM act_activity a WHERE a.id = $1"), binds![id]).await
}

pub(crate) async fn insert(tx: &Tx, a: &Activity) -> Outcome<()> {
    tx.bump(VERSION);
    let sql = "INSERT INTO act_activity (id, union_id, programme, kind, setting, title, summary, place, venue, audience, allotment, \
        last_at, state, reason, revision, recorded_by, recorded_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
    let mut values = binds![a.id, a.union_id, a.programme, a.kind.clone(), a.setting.clone(), a.title.clone()].to_vec();
    values.extend(binds![a.summary.clone(), a.place.clone(), a.venue, a.audience.clone(), a.allotment, a.last_at]);
    values.extend(binds![a.state.clone(), a.reason.clone(), a.revision, a.recorded_by, a.recorded_at]);
    run(&**tx, sql, values).await?;
    Ok(())
}

/// Something of it changed; its last meeting ends at `last_at`.
pub(crate) async fn touch(tx: &Tx, id: Uuid, last_at: i64) -> Outcome<()> {
    tx.bump(VERSION);
    run(&**tx, "UPDATE act_activity SET revision = revision + 1, last_at = $1 WHERE id = $2", binds![last_at, id]).await?;
    Ok(())
}

pub(crate) async fn call_off(tx: &Tx, id: Uuid, reason: &str) -> Outcome<()> {
    tx.bump(VERSION);
    let sql = "UPDATE act_activity SET state = 'cancelled', reason = $1, revision = revision + 1 WHERE id = $2";
    run(&**tx, sql, binds![reason, id]).await?;
    Ok(())
}

/// What each of some unions has announced and what is not over at an instant, at most `most` of each, in the order in which it
/// ends.
pub(crate) async fn upcoming(db: &impl ConnectionTrait, unions: &[Uuid], now: i64, most: i64) -> Outcome<Vec<Activity>> {
    let mut found = Vec::new();
    for some in asked(unions, MOST_UNIONS) {
        let sql = format!(
            "SELECT {COLUMNS} FROM (SELECT a.*, ROW_NUMBER() OVER (PARTITION BY a.union_id ORDER BY a.last_at, a.id) AS place_in_line \
             FROM act_activity a WHERE a.last_at > $1 AND a.state = 'announced' AND a.union_id IN ({})) a \
             WHERE a.place_in_line <= $2 ORDER BY a.last_at, a.id",
            places(3, some.len())
        );
        found.extend(all::<Activity>(db, &sql, binds![now, most].into_iter().chain(some.into_iter().map(Value::from))).await?);
    }
    Ok(found)
}

/// Everything these unions have announced, the latest first.
pub(crate) async fn of_unions(db: &impl ConnectionTrait, unions: &[Uuid], most: i64) -> Outcome<Vec<Activity>> {
    if unions.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM act_activity a WHERE a.union_id IN ({}) ORDER BY a.last_at DESC, a.id LIMIT $1",
        places(2, unions.len())
    );
    all(db, &sql, binds![most].into_iter().chain(unions.iter().map(|u| Value::from(*u)))).await
}

/// What was announced under a programme and not called off, by any union, the latest first.
pub(crate) async fn of_programme(db: &impl ConnectionTrait, programme: Uuid, most: i64) -> Outcome<Vec<Activity>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM act_activity a WHERE a.programme = $1 AND a.state = 'announced' ORDER BY a.last_at DESC, a.id LIMIT $2"
    );
    all(db, &sql, binds![programme, most]).await
}

/// As [`of_programme`], only what these unions announced for those below them or anybody for all members: what is still to come
/// first, the next first, then what is over, the latest first.
pub(crate) async fn of_programme_for(
    db: &impl ConnectionTrait,
    programme: Uuid,
    unions: &[Uuid],
    now: i64,
    most: i64,
) -> Outcome<Vec<Activity>> {
    let below = if unions.is_empty() { String::new() } else { format!(" OR a.union_id IN ({})", places(4, unions.len())) };
    let sql = format!(
        "SELECT {COLUMNS} FROM act_activity a WHERE a.programme = $1 AND a.state = 'announced' AND (a.audience = 'members'{below}) \
         ORDER BY CASE WHEN a.last_at > $2 THEN 0 ELSE 1 END, ABS(a.last_at - $2), a.id LIMIT $3"
    );
    all(db, &sql, binds![programme, now, most].into_iter().chain(unions.iter().map(|u| Value::from(*u)))).await
}
