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
    pub kind: String,
    pub from_day: i32,
    pub until_day: i32,
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

const COLUMNS: &str = "id, union_id, title, kind, from_day, until_day";

pub(crate) async fn get(db: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Programme>> {
    one(db, &format!("SELECT {COLUMNS} FROM act_programme WHERE id = $1"), binds![id]).await
}

/// The programmes of these unions in force on a day, the newest first.
pub(crate) async fn open_at(db: &impl ConnectionTrait, unions: &[Uuid], day: Day) -> Outcome<Vec<Programme>> {
    if unions.is_empty() {
        return Ok(Vec::new());
    }
    let places = (2..unions.len() + 2).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT {COLUMNS} FROM act_programme WHERE from_day <= $1 AND until_day > $1 AND union_id IN ({places}) ORDER BY from_day DESC, title, id"
    );
    let values = std::iter::once(Value::from(day.0)).chain(unions.iter().map(|u| Value::from(*u)));
    all(db, &sql, values).await
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
