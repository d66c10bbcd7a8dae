use std::collections::HashMap;

use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, asked, binds, one, places, run, scalar, tuples};
use uuid::Uuid;

use crate::rules::field::place_key;
use crate::session::NewSession;

/// Raised with every session logged, corrected or retracted.
pub(crate) const VERSION: &str = "sessions";

/// A session as it stands.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Session {
    pub id: Uuid,
    /// The one counting host.
    pub union_id: Uuid,
    pub title: String,
    pub kind: String,
    pub setting: String,
    /// Days since 1970-01-01.
    pub day: i32,
    /// Unix milliseconds.
    pub begins_at: i64,
    pub minutes: i32,
    pub place: String,
    pub leader: Option<Uuid>,
    pub programme: Option<Uuid>,
    /// People known by name.
    pub named: i64,
    /// People counted by head, besides those named.
    pub by_head: i64,
    /// `logged` or `retracted`.
    pub state: String,
    /// Rises with every correction.
    pub revision: i32,
    pub logged_by: Option<Uuid>,
    pub on_behalf: Option<Uuid>,
    pub recorded_at: i64,
}

impl Session {
    #[must_use]
    pub fn is_retracted(&self) -> bool {
        self.state == "retracted"
    }

    /// Attendances, named and by head.
    #[must_use]
    pub fn attendances(&self) -> i64 {
        self.named + self.by_head
    }
}

const COLUMNS: &str = "s.id, s.union_id, s.title, s.kind, s.setting, s.day, s.begins_at, s.minutes, s.place, s.leader, s.programme, \
    s.named, s.by_head, s.state, s.revision, s.logged_by, s.on_behalf, s.recorded_at";

pub(crate) async fn get(db: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Session>> {
    one(db, &format!("SELECT {COLUMNS} FROM act_session s WHERE s.id = $1"), binds![id]).await
}

/// Those of these sessions that are there.
pub(crate) async fn some(db: &impl ConnectionTrait, ids: &[Uuid]) -> Outcome<Vec<Session>> {
    let mut found = Vec::with_capacity(ids.len());
    for some in asked(ids, MOST_ROWS) {
        let sql = format!("SELECT {COLUMNS} FROM act_session s WHERE s.id IN ({})", places(1, some.len()));
        found.extend(all::<Session>(db, &sql, some.into_iter().map(Value::from)).await?);
    }
    Ok(found)
}

/// The session, held until the commit.
pub(crate) async fn lock(tx: &Tx, id: Uuid) -> Outcome<Option<Session>> {
    tx.lock(&format!("SELECT {COLUMNS} FROM act_session s WHERE s.id = $1"), binds![id]).await
}

/// Ids asked for in one statement.
const MOST_ROWS: usize = 256;
const BATCH: usize = 1_000;

pub(crate) async fn insert(tx: &Tx, sessions: &[NewSession]) -> Outcome<()> {
    tx.bump(VERSION);
    for some in sessions.chunks(BATCH) {
        let mut values: Vec<Value> = Vec::with_capacity(some.len() * 20);
        for s in some {
            values.extend(binds![s.id, s.union, s.title.clone(), s.kind.clone(), s.setting.clone(), s.day.0, s.begins_at]);
            values.extend(binds![s.minutes, s.place.clone(), place_key(&s.place), s.leader, s.programme]);
            values.extend(binds![s.named(), s.by_head, "logged", 1, s.logged_by, s.on_behalf, s.recorded_at.unwrap_or(tx.now())]);
        }
        let sql = format!(
            "INSERT INTO act_session (id, union_id, title, kind, setting, day, begins_at, minutes, place, place_key, leader, \
             programme, named, by_head, state, revision, logged_by, on_behalf, recorded_at) VALUES {}",
            tuples(some.len(), 19)
        );
        run(&**tx, &sql, values).await?;
    }
    Ok(())
}

/// Puts what a correction changed in place of what stood there.
pub(crate) async fn update(tx: &Tx, s: &NewSession) -> Outcome<()> {
    tx.bump(VERSION);
    let sql = "UPDATE act_session SET title = $1, kind = $2, setting = $3, day = $4, begins_at = $5, minutes = $6, place = $7, \
        place_key = $8, programme = $9, named = $10, by_head = $11, revision = revision + 1 WHERE id = $12";
    let mut values = binds![s.title.clone(), s.kind.clone(), s.setting.clone(), s.day.0, s.begins_at, s.minutes].to_vec();
    values.extend(binds![s.place.clone(), place_key(&s.place), s.programme, s.named(), s.by_head, s.id]);
    run(&**tx, sql, values).await?;
    Ok(())
}

pub(crate) async fn retract(tx: &Tx, id: Uuid) -> Outcome<()> {
    tx.bump(VERSION);
    run(&**tx, "UPDATE act_session SET state = 'retracted', revision = revision + 1 WHERE id = $1", binds![id]).await?;
    Ok(())
}

/// What a list of sessions is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Filter {
    pub unions: Vec<Uuid>,
    /// From this day, up to but without that day.
    pub from: Option<Day>,
    pub until: Option<Day>,
    pub kind: Option<String>,
    pub programme: Option<Uuid>,
}

impl Filter {
    /// The condition, the list of unions in it, and the values. Sessions co-held by one of the unions are found too.
    fn condition(&self) -> (String, String, Vec<Value>) {
        let mut values: Vec<Value> = Vec::with_capacity(self.unions.len() + 4);
        let mut bind = |value: Value| {
            values.push(value);
            format!("${}", values.len())
        };
        let unions = self.unions.iter().map(|u| bind(Value::from(*u))).collect::<Vec<_>>().join(", ");
        // Two lists of ids, each from its own index: an OR over both would read every session there is.
        let mut sql = format!(
            "s.state = 'logged' AND s.id IN (SELECT h.id FROM act_session h WHERE h.union_id IN ({unions}) \
             UNION SELECT c.session_id FROM act_cohost c WHERE c.union_id IN ({unions}))"
        );
        for (column, value) in [
            ("s.day >= ", self.from.map(|d| Value::from(d.0))),
            ("s.day < ", self.until.map(|d| Value::from(d.0))),
            ("s.kind = ", self.kind.clone().map(Value::from)),
            ("s.programme = ", self.programme.map(Value::from)),
        ] {
            if let Some(value) = value {
                sql.push_str(" AND ");
                sql.push_str(column);
                sql.push_str(&bind(value));
            }
        }
        (sql, unions, values)
    }
}

/// How many sessions a list has; and of those its unions host, which alone they count, how many with which attendances.
#[derive(Clone, Copy, Debug, Default, FromQueryResult)]
pub struct Sum {
    /// Co-held ones too.
    pub listed: i64,
    pub sessions: i64,
    pub named: i64,
    pub by_head: i64,
}

pub(crate) async fn sum(db: &impl ConnectionTrait, filter: &Filter) -> Outcome<Sum> {
    if filter.unions.is_empty() {
        return Ok(Sum::default());
    }
    let (condition, unions, values) = filter.condition();
    let hosted = |value| format!("CAST(COALESCE(SUM(CASE WHEN s.union_id IN ({unions}) THEN {value} ELSE 0 END), 0) AS BIGINT)");
    let sql = format!(
        "SELECT COUNT(*) AS listed, {} AS sessions, {} AS named, {} AS by_head FROM act_session s WHERE {condition}",
        hosted("1"),
        hosted("s.named"),
        hosted("s.by_head")
    );
    Ok(one(db, &sql, values).await?.unwrap_or_default())
}

/// What the sessions of one kind add up to.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct OfKind {
    pub kind: String,
    pub sessions: i64,
    pub named: i64,
    pub by_head: i64,
}

/// A list's sessions by kind, those with the most sessions first; only what its unions host, so that kinds add up to the whole.
pub(crate) async fn by_kind(db: &impl ConnectionTrait, filter: &Filter) -> Outcome<Vec<OfKind>> {
    if filter.unions.is_empty() {
        return Ok(Vec::new());
    }
    let (condition, unions, values) = filter.condition();
    let sql = format!(
        "SELECT s.kind AS kind, COUNT(*) AS sessions, CAST(SUM(s.named) AS BIGINT) AS named, CAST(SUM(s.by_head) AS BIGINT) AS by_head \
         FROM act_session s WHERE {condition} AND s.union_id IN ({unions}) GROUP BY s.kind ORDER BY COUNT(*) DESC, s.kind"
    );
    all(db, &sql, values).await
}

/// Sessions of a list, newest first.
pub(crate) async fn list(db: &impl ConnectionTrait, filter: &Filter, skip: u64, most: u64) -> Outcome<Vec<Session>> {
    if filter.unions.is_empty() {
        return Ok(Vec::new());
    }
    let (condition, _, mut values) = filter.condition();
    let (n, m) = (values.len() + 1, values.len() + 2);
    values.push(Value::from(i64::try_from(most).unwrap_or(i64::MAX)));
    values.push(Value::from(i64::try_from(skip).unwrap_or(i64::MAX)));
    let sql = format!(
        "SELECT {COLUMNS} FROM act_session s WHERE {condition} ORDER BY s.day DESC, s.begins_at DESC, s.id DESC LIMIT ${n} OFFSET ${m}"
    );
    all(db, &sql, values).await
}

/// The newest sessions each of some unions held or co-held, newest first.
pub(crate) async fn latest_of(db: &impl ConnectionTrait, unions: &[Uuid], most: u64) -> Outcome<HashMap<Uuid, Vec<Session>>> {
    #[derive(FromQueryResult)]
    struct Held {
        holder: Uuid,
        id: Uuid,
    }
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let mut held: Vec<Held> = Vec::new();
    for some in asked(unions, MOST_ROWS) {
        let many = some.len();
        // Two lists, each from its own index: an OR over both would read every session there is.
        let sql = format!(
            "SELECT holder, id FROM (SELECT h.holder, h.id, ROW_NUMBER() OVER (PARTITION BY h.holder ORDER BY h.day DESC, \
             h.begins_at DESC, h.id DESC) AS n FROM (SELECT s.union_id AS holder, s.id, s.day, s.begins_at FROM act_session s \
             WHERE s.state = 'logged' AND s.union_id IN ({hosts}) UNION SELECT c.union_id, s.id, s.day, s.begins_at FROM act_cohost c \
             JOIN act_session s ON s.id = c.session_id WHERE s.state = 'logged' AND c.union_id IN ({hosts})) h) latest \
             WHERE n <= $1 ORDER BY holder, n",
            hosts = places(2, many)
        );
        held.extend(all::<Held>(db, &sql, std::iter::once(Value::from(most)).chain(some.into_iter().map(Value::from))).await?);
    }
    let mut ids: Vec<Uuid> = held.iter().map(|h| h.id).collect();
    ids.sort_unstable();
    ids.dedup();
    let sessions: HashMap<Uuid, Session> = some(db, &ids).await?.into_iter().map(|s| (s.id, s)).collect();
    let mut found: HashMap<Uuid, Vec<Session>> = HashMap::new();
    for one in held {
        if let Some(session) = sessions.get(&one.id) {
            found.entry(one.holder).or_default().push(session.clone());
        }
    }
    Ok(found)
}

/// The newest sessions of a union; of one place only where its key is given.
pub(crate) async fn last(db: &impl ConnectionTrait, union: Uuid, place: Option<&str>, most: i64) -> Outcome<Vec<Session>> {
    let order = "ORDER BY s.day DESC, s.begins_at DESC, s.id DESC LIMIT $2";
    match place {
        Some(place) => {
            let sql = format!(
                "SELECT {COLUMNS} FROM act_session s WHERE s.union_id = $1 AND s.state = 'logged' AND s.place_key = $3 {order}"
            );
            all(db, &sql, binds![union, most, place]).await
        }
        None => {
            let sql = format!("SELECT {COLUMNS} FROM act_session s WHERE s.union_id = $1 AND s.state = 'logged' {order}");
            all(db, &sql, binds![union, most]).await
        }
    }
}

/// What this person logged last for this union.
pub(crate) async fn last_by(db: &impl ConnectionTrait, union: Uuid, person: Uuid) -> Outcome<Option<Session>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM act_session s WHERE s.union_id = $1 AND s.logged_by = $2 AND s.state = 'logged' \
         ORDER BY s.day DESC, s.begins_at DESC, s.id DESC LIMIT 1"
    );
    one(db, &sql, binds![union, person]).await
}

/// How many sessions a union held in these days; of one place only where its key is given.
pub(crate) async fn count(db: &impl ConnectionTrait, union: Uuid, from: Day, until: Day, place: Option<&str>) -> Outcome<i64> {
    let sql = "SELECT COUNT(*) FROM act_session WHERE union_id = $1 AND state = 'logged' AND day >= $2 AND day < $3";
    let found: Option<i64> = match place {
        Some(place) => scalar(db, &format!("{sql} AND place_key = $4"), binds![union, from.0, until.0, place]).await?,
        None => scalar(db, sql, binds![union, from.0, until.0]).await?,
    };
    Ok(found.unwrap_or(0))
}

/// Titles this union used last for sessions of a kind, newest first.
pub(crate) async fn titles(db: &impl ConnectionTrait, union: Uuid, kind: &str, most: i64) -> Outcome<Vec<String>> {
    #[derive(FromQueryResult)]
    struct Row {
        title: String,
    }
    let sql = "SELECT title, MAX(begins_at) AS at FROM act_session WHERE union_id = $1 AND kind = $2 AND state = 'logged' \
        GROUP BY title ORDER BY at DESC, title LIMIT $3";
    let rows: Vec<Row> = all(db, sql, binds![union, kind, most]).await?;
    Ok(rows.into_iter().map(|r| r.title).collect())
}

/// Sessions of this day and kind at this place, or held together with this union, or held by one of its co-hosts.
pub(crate) async fn alike(db: &impl ConnectionTrait, new: &NewSession, most: i64) -> Outcome<Vec<Session>> {
    let mut values = binds![new.day.0, new.kind.clone(), new.id, place_key(&new.place), new.union, most].to_vec();
    let mut hosts = String::new();
    for union in new.co_hosts.iter().filter_map(|c| c.union) {
        values.push(Value::from(union));
        hosts.push_str(&format!(" OR s.union_id = ${}", values.len()));
    }
    // Without a place named, only the union's own sessions without a place can be the same.
    let sql = format!(
        "SELECT {COLUMNS} FROM act_session s WHERE s.day = $1 AND s.kind = $2 AND s.id <> $3 AND s.state = 'logged' AND \
         ((s.place_key = $4 AND (s.place_key <> '' OR s.union_id = $5)) \
          OR EXISTS (SELECT 1 FROM act_cohost c WHERE c.session_id = s.id AND c.union_id = $5){hosts}) \
         ORDER BY s.recorded_at DESC, s.id LIMIT $6"
    );
    all(db, &sql, values).await
}
