//! Facts one by one: for the fold, and for what no cell holds.

use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Value, all, asked, binds, places, tuples};
use uuid::Uuid;

use super::roll_up::seen;
use crate::fact::What;
use crate::figures::{FiguresQuery, Filter, Lens};
use codes::{Day, Period};

/// One fact as the cells see it.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Loose {
    pub event: Uuid,
    pub id: Uuid,
    pub what: String,
    /// 1 where it was only reported.
    pub said: i32,
    pub day: i32,
    pub host: Uuid,
    pub home: Option<Uuid>,
    pub ordinal: Option<i64>,
    pub unit: Option<Uuid>,
    pub quantity: i64,
    pub kind: String,
    pub programme: Option<Uuid>,
    pub setting: String,
    pub channel: String,
    /// The child of the union asked about under which it stands; set where the statement knows it.
    pub child_id: Option<Uuid>,
}

impl Loose {
    pub fn what(&self) -> Option<What> {
        What::from_name(&self.what)
    }

    pub fn is_said(&self) -> bool {
        self.said != 0
    }

    pub fn at(&self, lens: Lens) -> Option<Uuid> {
        match lens {
            Lens::HeldBy => Some(self.host),
            Lens::MembersOf => self.home,
        }
    }

    /// The union it reached: the home of who took part, or who held it where nobody's home is known.
    pub fn union(&self) -> Uuid {
        self.home.unwrap_or(self.host)
    }
}

const COLUMNS: &str = "f.event, f.id, f.what, CASE WHEN f.source = 'report' THEN 1 ELSE 0 END AS said, f.day, f.host, f.home, \
    f.ordinal, f.unit, f.quantity, f.kind, f.programme, f.setting, f.channel";
const STANDING: &str = "NOT EXISTS (SELECT 1 FROM ledger_retraction r WHERE r.event = f.event AND r.fact = f.id)";
/// Not waiting in the tail.
const FOLDED: &str = "NOT EXISTS (SELECT 1 FROM ledger_tail t WHERE t.event = f.event AND t.fact = f.id)";
const NO_CHILD: &str = "CAST(NULL AS UUID) AS child_id";

/// Two binds a fact.
const BATCH: usize = 4_096;

/// These facts, by event and id, retracted or not.
pub(crate) async fn of_keys(db: &impl ConnectionTrait, keys: &[(Uuid, Uuid)]) -> Outcome<Vec<Loose>> {
    let mut found = Vec::with_capacity(keys.len());
    for some in store::portions(keys, BATCH) {
        let values: Vec<Value> = some.iter().flat_map(|(event, id)| binds![*event, *id]).collect();
        let sql = format!(
            "WITH wanted (event, id) AS (VALUES {}) SELECT {COLUMNS}, {NO_CHILD} FROM wanted w CROSS JOIN ledger_fact f \
             WHERE f.event = w.event AND f.id = w.id",
            tuples(some.len(), 2)
        );
        found.extend(all::<Loose>(db, &sql, values).await?);
    }
    Ok(found)
}

fn column(lens: Lens) -> &'static str {
    match lens {
        Lens::HeldBy => "host",
        Lens::MembersOf => "home",
    }
}

/// The most unions asked about in one statement.
const UNIONS: usize = 1_024;

/// What stands at these unions themselves, folded or not.
pub(crate) async fn at(
    db: &impl ConnectionTrait,
    unions: &[Uuid],
    lens: Lens,
    period: Period,
    filter: &Filter,
) -> Outcome<Vec<Loose>> {
    let mut found = Vec::new();
    for some in asked(unions, UNIONS) {
        let mut values: Vec<Value> = some.iter().map(|id| Value::from(*id)).collect();
        let mut conditions = String::new();
        let mut only = |condition: &str, value: Value| {
            values.push(value);
            conditions.push_str(&format!(" AND f.{condition} ${}", values.len()));
        };
        only("day >=", Value::from(period.from.0));
        only("day <", Value::from(period.until.0));
        if let Some(kind) = &filter.kind {
            only("kind =", Value::from(kind.clone()));
        }
        if let Some(setting) = &filter.setting {
            only("setting =", Value::from(setting.clone()));
        }
        if let Some(channel) = &filter.channel {
            only("channel =", Value::from(channel.clone()));
        }
        if let Some(programme) = filter.programme {
            only("programme =", Value::from(programme));
        }
        let sql = format!(
            "SELECT {COLUMNS}, {NO_CHILD} FROM ledger_fact f WHERE f.{} IN ({}){conditions} AND {STANDING}",
            column(lens),
            places(1, some.len())
        );
        found.extend(all::<Loose>(db, &sql, values).await?);
    }
    Ok(found)
}

/// What the question is about, by the tree as SQL.
pub(crate) async fn of_query(db: &impl ConnectionTrait, query: &FiguresQuery, today: Day) -> Outcome<Vec<Loose>> {
    let (sql, values) = seen(query, today, "");
    let sql = format!(
        "{sql} SELECT s.event, s.event AS id, s.what, s.said, s.day, s.host, s.home, s.ordinal, s.unit, s.quantity, s.kind, \
         s.programme, s.setting, '' AS channel, s.child_id FROM seen s"
    );
    all(db, &sql, values).await
}

/// Folded facts that still count and stand at these unions, by host or by home, on this day or later.
pub(crate) async fn folded_at(db: &impl ConnectionTrait, unions: &[Uuid], from: Day) -> Outcome<Vec<Loose>> {
    let mut found = Vec::new();
    for column in ["host", "home"] {
        for some in asked(unions, UNIONS) {
            let mut values: Vec<Value> = some.iter().map(|id| Value::from(*id)).collect();
            values.push(Value::from(from.0));
            let sql = format!(
                "SELECT {COLUMNS}, {NO_CHILD} FROM ledger_fact f WHERE f.{column} IN ({}) AND f.day >= ${} AND {STANDING} AND {FOLDED}",
                places(1, some.len()),
                some.len() + 1
            );
            found.extend(all::<Loose>(db, &sql, values).await?);
        }
    }
    found.sort_by_key(|f| (f.event, f.id));
    found.dedup_by_key(|f| (f.event, f.id));
    Ok(found)
}

/// Folded facts of one month that still count and name one of these, where only that column is looked at. For whom they keep
/// in a set when another fact is taken back.
async fn folded_naming(db: &impl ConnectionTrait, condition: &str, month: i32, named: &[Value]) -> Outcome<Vec<Loose>> {
    let mut found = Vec::new();
    let bounds = [Day::from_month_key(month).0, Day::from_month_key(month + 1).0];
    for some in asked(named, UNIONS) {
        let mut values = some.clone();
        values.extend(bounds.map(Value::from));
        let sql = format!(
            "SELECT {COLUMNS}, {NO_CHILD} FROM ledger_fact f WHERE {condition} IN ({}) AND f.day >= ${} AND f.day < ${} \
             AND {STANDING} AND {FOLDED}",
            places(1, some.len()),
            some.len() + 1,
            some.len() + 2
        );
        found.extend(all::<Loose>(db, &sql, values).await?);
    }
    Ok(found)
}

/// The folded facts that keep a person, an employer or a union in the sets of a month.
pub(crate) async fn keeping(
    db: &impl ConnectionTrait,
    month: i32,
    people: &[i64],
    units: &[Uuid],
    unions: &[Uuid],
) -> Outcome<Vec<Loose>> {
    let of = |ids: &[Uuid]| ids.iter().map(|id| Value::from(*id)).collect::<Vec<_>>();
    let people: Vec<Value> = people.iter().map(|ordinal| Value::from(*ordinal)).collect();
    let mut found = folded_naming(db, "f.ordinal", month, &people).await?;
    found.extend(folded_naming(db, "f.unit", month, &of(units)).await?);
    found.extend(folded_naming(db, "f.home", month, &of(unions)).await?);
    found.extend(folded_naming(db, "f.home IS NULL AND f.host", month, &of(unions)).await?);
    found.sort_by_key(|f| (f.event, f.id));
    found.dedup_by_key(|f| (f.event, f.id));
    Ok(found)
}

/// The months in which facts stand.
pub(crate) async fn months(db: &impl ConnectionTrait) -> Outcome<Vec<i32>> {
    #[derive(FromQueryResult)]
    struct Month {
        month: i32,
    }
    let rows: Vec<Month> = all(db, "SELECT DISTINCT month FROM ledger_fact", []).await?;
    Ok(rows.into_iter().map(|r| r.month).collect())
}

/// Whatever of a month is in the pages: folded facts that count, and those taken back that are still in them.
pub(crate) async fn folded_in(db: &impl ConnectionTrait, month: i32) -> Outcome<Vec<Loose>> {
    let sql = format!(
        "SELECT {COLUMNS}, {NO_CHILD} FROM ledger_fact f WHERE f.month = $1 AND (({STANDING} AND {FOLDED}) OR EXISTS \
         (SELECT 1 FROM ledger_tail t WHERE t.event = f.event AND t.fact = f.id AND t.is_gone = TRUE))"
    );
    all(db, &sql, binds![month]).await
}
