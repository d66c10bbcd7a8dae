use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, binds, one, run, tuples};
use uuid::Uuid;

/// A programme as it stands.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Programme {
    pub id: Uuid,
    pub union_id: Uuid,
    pub title: String,
    /// What it is, in its union's words; empty where nothing was said.
    pub summary: String,
    pub kind: String,
    pub from_day: i32,
    /// The day from which it takes nothing new; [`Day::OPEN`] where nothing ends it.
    pub until_day: i32,
    /// Why it ended, where a reason was given.
    pub reason: String,
    /// Rises with every change.
    pub revision: i32,
}

impl Programme {
    /// Whether something may be announced or logged under it for this day.
    #[must_use]
    pub fn is_open_on(&self, day: Day) -> bool {
        self.from_day <= day.0 && day.0 < self.until_day
    }

    /// Whether a day was set from which it takes nothing new, be it past or to come.
    #[must_use]
    pub fn has_end(&self) -> bool {
        self.until_day < Day::OPEN.0
    }

    #[must_use]
    pub fn href(&self) -> String {
        format!("/programmes/{}", self.id)
    }
}

/// A programme about to begin.
#[derive(Clone, Debug)]
pub struct NewProgramme {
    pub id: Uuid,
    pub union: Uuid,
    pub title: String,
    /// A name of [`crate::KINDS`]; what is proposed for its sessions.
    pub kind: String,
    pub from: Day,
    /// The day after the last; `Day::OPEN` where nothing ends it.
    pub until: Day,
    pub recorded_by: Option<Uuid>,
}

/// One change of a programme, and how it stood afterwards.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct ProgrammeChange {
    /// From 1; the programme's revision from then on.
    pub n: i32,
    /// `begun`, `worded`, `ended` or `resumed`.
    pub what: String,
    pub title_before: String,
    pub title: String,
    pub summary: String,
    pub until_day: i32,
    pub reason: String,
    pub changed_by: Option<Uuid>,
    pub changed_at: i64,
}

/// What is known of a programme besides its row stands with its newest change.
const STANDING: &str = "SELECT p.id, p.union_id, p.title, COALESCE(c.summary, '') AS summary, p.kind, p.from_day, p.until_day, \
    COALESCE(c.reason, '') AS reason, COALESCE(c.n, 0) AS revision FROM act_programme p LEFT JOIN act_programme_change c \
    ON c.programme_id = p.id AND c.n = (SELECT MAX(m.n) FROM act_programme_change m WHERE m.programme_id = p.id)";

pub(crate) async fn get(db: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Programme>> {
    one(db, &format!("{STANDING} WHERE p.id = $1"), binds![id]).await
}

/// The programme, held until the commit.
pub(crate) async fn lock(tx: &Tx, id: Uuid) -> Outcome<Option<Programme>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
    }
    let row: Option<Row> = tx.lock("SELECT p.id FROM act_programme p WHERE p.id = $1", binds![id]).await?;
    match row {
        Some(row) => get(&**tx, row.id).await,
        None => Ok(None),
    }
}

/// The programmes of these unions in force on a day, the newest first.
pub(crate) async fn open_at(db: &impl ConnectionTrait, unions: &[Uuid], day: Day) -> Outcome<Vec<Programme>> {
    of(db, unions, "p.from_day <= $1 AND p.until_day > $1", day).await
}

/// The programmes of these unions that take nothing new from this day on or earlier, the newest first.
pub(crate) async fn ended_at(db: &impl ConnectionTrait, unions: &[Uuid], day: Day) -> Outcome<Vec<Programme>> {
    of(db, unions, "p.until_day <= $1", day).await
}

async fn of(db: &impl ConnectionTrait, unions: &[Uuid], which: &str, day: Day) -> Outcome<Vec<Programme>> {
    if unions.is_empty() {
        return Ok(Vec::new());
    }
    let places = (2..unions.len() + 2).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let sql = format!("{STANDING} WHERE {which} AND p.union_id IN ({places}) ORDER BY p.from_day DESC, p.title, p.id");
    let values = std::iter::once(Value::from(day.0)).chain(unions.iter().map(|u| Value::from(*u)));
    all(db, &sql, values).await
}

/// Which union began it, and who of it.
pub(crate) async fn recorded(db: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<(Uuid, Option<Uuid>)>> {
    #[derive(FromQueryResult)]
    struct Row {
        union_id: Uuid,
        recorded_by: Option<Uuid>,
    }
    let row: Option<Row> = one(db, "SELECT union_id, recorded_by FROM act_programme WHERE id = $1", binds![id]).await?;
    Ok(row.map(|r| (r.union_id, r.recorded_by)))
}

/// The changes of a programme, oldest first.
pub(crate) async fn changes(db: &impl ConnectionTrait, id: Uuid) -> Outcome<Vec<ProgrammeChange>> {
    let sql = "SELECT n, what, title_before, title, summary, until_day, reason, changed_by, changed_at FROM act_programme_change \
        WHERE programme_id = $1 ORDER BY n";
    all(db, sql, binds![id]).await
}

pub(crate) async fn insert(tx: &Tx, programmes: &[NewProgramme]) -> Outcome<()> {
    for some in programmes.chunks(1_000) {
        let mut values: Vec<Value> = Vec::with_capacity(some.len() * 8);
        for p in some {
            values.extend(binds![p.id, p.union, p.title.clone(), p.kind.clone(), p.from.0, p.until.0, p.recorded_by, tx.now()]);
        }
        let sql = format!(
            "INSERT INTO act_programme (id, union_id, title, kind, from_day, until_day, recorded_by, recorded_at) VALUES {}",
            tuples(some.len(), 8)
        );
        run(&**tx, &sql, values).await?;
    }
    Ok(())
}

/// Writes a change, and how the programme stands by it. Two who change it at once meet in the number.
pub(crate) async fn change(tx: &Tx, id: Uuid, c: &ProgrammeChange) -> Outcome<()> {
    let sql = "INSERT INTO act_programme_change (programme_id, n, what, title_before, title, summary, until_day, reason, \
        changed_by, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let mut values = binds![id, c.n, c.what.clone(), c.title_before.clone(), c.title.clone(), c.summary.clone()].to_vec();
    values.extend(binds![c.until_day, c.reason.clone(), c.changed_by, c.changed_at]);
    run(&**tx, sql, values).await?;
    let sql = "UPDATE act_programme SET title = $1, until_day = $2 WHERE id = $3";
    run(&**tx, sql, binds![c.title.clone(), c.until_day, id]).await?;
    Ok(())
}
