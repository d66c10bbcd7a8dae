use std::collections::{BTreeSet, HashMap};

use agenda::Audience;
use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, asked, binds, one, places, run, tuples};
use uuid::Uuid;

use crate::rules::goal::Goal;
use crate::rules::kinds::{Kind, kind_named};

/// Raised with every challenge announced or changed, and with nothing that those who take part do.
pub(crate) const VERSION: &str = "challenges";

/// A challenge as it stands.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Challenge {
    pub id: Uuid,
    /// The host.
    pub union_id: Uuid,
    /// `weight`, `steps`, `distance` or `custom`.
    pub kind: String,
    /// The host's own word for the unit, for `custom`; empty otherwise.
    pub unit: String,
    pub title: String,
    pub summary: String,
    /// What to mind for one's health.
    pub advice: String,
    /// First and last day, both included.
    pub from_day: i32,
    pub last_day: i32,
    /// `daily`, `weekly` or `ends`.
    pub rhythm: String,
    /// Start and end are measured at the union's own scales.
    pub at_scales: bool,
    /// `loss`, `daily` or `total`; `least` and `days` as in the table.
    pub goal: String,
    pub least: i64,
    pub days: i32,
    /// People may choose a team.
    pub teams: bool,
    /// `subtree` or `members`.
    pub audience: String,
    /// Its places.
    pub allotment: Uuid,
    /// `open`, `closed` or `cancelled`.
    pub state: String,
    /// Why it was called off; empty otherwise.
    pub reason: String,
    pub closed_at: Option<i64>,
    pub revision: i32,
    pub recorded_by: Option<Uuid>,
    pub recorded_at: i64,
}

impl Challenge {
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == "open"
    }

    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.state == "closed"
    }

    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.state == "cancelled"
    }

    #[must_use]
    pub fn is_weight(&self) -> bool {
        self.kind == "weight"
    }

    #[must_use]
    pub fn from(&self) -> Day {
        Day(self.from_day)
    }

    #[must_use]
    pub fn last(&self) -> Day {
        Day(self.last_day)
    }

    /// The days are running.
    #[must_use]
    pub fn runs_on(&self, day: Day) -> bool {
        (self.from_day..=self.last_day).contains(&day.0)
    }

    #[must_use]
    pub fn audience(&self) -> Audience {
        Audience::from_name(&self.audience)
    }

    #[must_use]
    pub fn kind(&self) -> Kind {
        kind_named(&self.kind)
    }

    #[must_use]
    pub fn goal(&self) -> Goal {
        match self.goal.as_str() {
            "loss" => Goal::Loss { permille: self.least },
            "daily" => Goal::Daily { least: self.least, days: i64::from(self.days) },
            _ => Goal::Total { least: self.least },
        }
    }

    #[must_use]
    pub fn href(&self) -> String {
        format!("/challenges/{}", self.id)
    }
}

/// Ids asked for in one statement.
const MOST_ROWS: usize = 256;

const COLUMNS: &str = "id, union_id, kind, unit, title, summary, advice, from_day, last_day, rhythm, at_scales, goal, least, days, \
    teams, audience, allotment, state, reason, closed_at, revision, recorded_by, recorded_at";

pub(crate) async fn get(db: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Challenge>> {
    one(db, &format!("SELECT {COLUMNS} FROM chl_challenge WHERE id = $1"), binds![id]).await
}

/// The challenge, held until the commit.
pub(crate) async fn lock(tx: &Tx, id: Uuid) -> Outcome<Option<Challenge>> {
    tx.lock(&format!("SELECT {COLUMNS} FROM chl_challenge WHERE id = $1"), binds![id]).await
}

pub(crate) async fn insert(tx: &Tx, c: &Challenge) -> Outcome<()> {
    let sql = format!("INSERT INTO chl_challenge ({COLUMNS}) VALUES {}", tuples(1, 23));
    let mut values = binds![c.id, c.union_id, c.kind.clone(), c.unit.clone(), c.title.clone(), c.summary.clone()].to_vec();
    values.extend(binds![c.advice.clone(), c.from_day, c.last_day, c.rhythm.clone(), c.at_scales, c.goal.clone(), c.least]);
    values.extend(binds![c.days, c.teams, c.audience.clone(), c.allotment, c.state.clone(), c.reason.clone(), c.closed_at]);
    values.extend(binds![c.revision, c.recorded_by, c.recorded_at]);
    run(&**tx, &sql, values).await?;
    tx.bump(VERSION);
    Ok(())
}

pub(crate) async fn set_days(tx: &Tx, id: Uuid, from: Day, last: Day) -> Outcome<()> {
    let sql = "UPDATE chl_challenge SET from_day = $1, last_day = $2, revision = revision + 1 WHERE id = $3";
    run(&**tx, sql, binds![from.0, last.0, id]).await?;
    tx.bump(VERSION);
    Ok(())
}

pub(crate) async fn call_off(tx: &Tx, id: Uuid, reason: &str) -> Outcome<()> {
    let sql = "UPDATE chl_challenge SET state = 'cancelled', reason = $1, revision = revision + 1 WHERE id = $2";
    run(&**tx, sql, binds![reason, id]).await?;
    tx.bump(VERSION);
    Ok(())
}

pub(crate) async fn close(tx: &Tx, id: Uuid) -> Outcome<()> {
    let sql = "UPDATE chl_challenge SET state = 'closed', closed_at = $1, revision = revision + 1 WHERE id = $2";
    run(&**tx, sql, binds![tx.now(), id]).await?;
    tx.bump(VERSION);
    Ok(())
}

/// What these unions have announced and what is not over on a day, in the order in which it begins.
pub(crate) async fn running(db: &impl ConnectionTrait, unions: &[Uuid], today: Day, most: i64) -> Outcome<Vec<Challenge>> {
    if unions.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM chl_challenge WHERE last_day >= $1 AND state = 'open' AND union_id IN ({}) \
         ORDER BY from_day, id LIMIT $2",
        places(3, unions.len())
    );
    all(db, &sql, binds![today.0, most].into_iter().chain(unions.iter().map(|u| Value::from(*u)))).await
}

/// Everything these unions have announced, the latest first.
pub(crate) async fn of_unions(db: &impl ConnectionTrait, unions: &[Uuid], most: i64) -> Outcome<Vec<Challenge>> {
    if unions.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM chl_challenge WHERE union_id IN ({}) ORDER BY last_day DESC, id LIMIT $1",
        places(2, unions.len())
    );
    all(db, &sql, binds![most].into_iter().chain(unions.iter().map(|u| Value::from(*u)))).await
}

/// The challenges with these places, the latest to begin first.
pub(crate) async fn of_allotments(db: &impl ConnectionTrait, allotments: &[Uuid]) -> Outcome<Vec<Uuid>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        from_day: i32,
    }
    let mut found: Vec<Row> = Vec::new();
    for some in asked(allotments, MOST_ROWS) {
        let sql = format!("SELECT id, from_day FROM chl_challenge WHERE allotment IN ({})", places(1, some.len()));
        found.extend(all::<Row>(db, &sql, some.into_iter().map(Value::from)).await?);
    }
    found.sort_by_key(|row| (std::cmp::Reverse(row.from_day), row.id));
    Ok(found.into_iter().map(|row| row.id).collect())
}

/// What each of these people takes part in, or took part in, the latest `most` first.
pub(crate) async fn of_people(db: &impl ConnectionTrait, people: &[Uuid], most: i64) -> Outcome<HashMap<Uuid, Vec<Challenge>>> {
    #[derive(FromQueryResult)]
    struct Part {
        person: Uuid,
        challenge_id: Uuid,
    }
    let mut parts: Vec<Part> = Vec::new();
    for some in asked(people, MOST_ROWS) {
        let sql = format!(
            "SELECT person, challenge_id FROM (SELECT p.person, p.challenge_id, ROW_NUMBER() OVER (PARTITION BY p.person \
             ORDER BY c.last_day DESC, c.id) AS nth FROM chl_part p JOIN chl_challenge c ON c.id = p.challenge_id \
             WHERE p.person IN ({})) own WHERE nth <= $1 ORDER BY person, nth",
            places(2, some.len())
        );
        parts.extend(all::<Part>(db, &sql, std::iter::once(Value::from(most)).chain(some.into_iter().map(Value::from))).await?);
    }
    // Thousands take part in a handful.
    let ids: Vec<Uuid> = parts.iter().map(|p| p.challenge_id).collect::<BTreeSet<_>>().into_iter().collect();
    let mut challenges: HashMap<Uuid, Challenge> = HashMap::with_capacity(ids.len());
    for some in asked(&ids, MOST_ROWS) {
        let sql = format!("SELECT {COLUMNS} FROM chl_challenge WHERE id IN ({})", places(1, some.len()));
        challenges.extend(all::<Challenge>(db, &sql, some.into_iter().map(Value::from)).await?.into_iter().map(|c| (c.id, c)));
    }
    let mut found: HashMap<Uuid, Vec<Challenge>> = HashMap::with_capacity(people.len());
    for part in parts {
        if let Some(challenge) = challenges.get(&part.challenge_id) {
            found.entry(part.person).or_default().push(challenge.clone());
        }
    }
    Ok(found)
}
