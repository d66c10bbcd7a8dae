use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, binds, one, run, tuples};
use uuid::Uuid;

use crate::fact::{CoHost, EventCard, Fact, Recorded, Source, What};

#[derive(FromQueryResult)]
struct FactRow {
    event: Uuid,
    id: Uuid,
    what: String,
    day: i32,
    host: Uuid,
    home: Option<Uuid>,
    ordinal: Option<i64>,
    unit: Option<Uuid>,
    quantity: i64,
    kind: String,
    programme: Option<Uuid>,
    setting: String,
    channel: String,
    source: String,
    recorded_at: i64,
    reason: Option<String>,
}

/// Every fact of one event, the oldest first, retracted ones too. For the room that holds the event: figures and pages
/// for others show [`card`] and counts, never ordinals.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn of_event(db: &impl ConnectionTrait, event: Uuid) -> Outcome<Vec<Recorded>> {
    let sql = "SELECT f.event, f.id, f.what, f.day, f.host, f.home, f.ordinal, f.unit, f.quantity, f.kind, f.programme, \
        f.setting, f.channel, f.source, f.recorded_at, r.reason \
        FROM ledger_fact f LEFT JOIN ledger_retraction r ON r.event = f.event AND r.fact = f.id \
        WHERE f.event = $1 ORDER BY f.recorded_at, f.id";
    let rows: Vec<FactRow> = all(db, sql, binds![event]).await?;
    Ok(rows.into_iter().filter_map(recorded).collect())
}

fn recorded(row: FactRow) -> Option<Recorded> {
    let fact = Fact {
        event: row.event,
        what: What::from_name(&row.what)?,
        day: Day(row.day),
        host: row.host,
        home: row.home,
        ordinal: row.ordinal,
        unit: row.unit,
        quantity: row.quantity,
        kind: row.kind,
        programme: row.programme,
        setting: row.setting,
        channel: row.channel,
        source: Source::from_name(&row.source)?,
    };
    Some(Recorded { id: row.id, fact, recorded_at: row.recorded_at, retracted: row.reason })
}

/// Ids of the facts of an event that still count.
pub(crate) async fn standing(db: &impl ConnectionTrait, event: Uuid) -> Outcome<Vec<Uuid>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
    }
    let sql = "SELECT f.id FROM ledger_fact f WHERE f.event = $1 AND NOT EXISTS \
        (SELECT 1 FROM ledger_retraction r WHERE r.event = f.event AND r.fact = f.id) ORDER BY f.id";
    let rows: Vec<Row> = all(db, sql, binds![event]).await?;
    Ok(rows.into_iter().map(|r| r.id).collect())
}

/// Writes the public description of events, or corrects it; `intake` is the file they came from, if any.
pub(crate) async fn upsert(tx: &Tx, cards: &[EventCard], intake: Option<Uuid>) -> Outcome<()> {
    for batch in cards.chunks(1_000) {
        let mut values: Vec<Value> = Vec::with_capacity(batch.len() * 10);
        for c in batch {
            values.extend(binds![
                c.event,
                c.title.clone(),
                c.day.0,
                c.host,
                c.kind.clone(),
                c.setting.clone(),
                c.place.clone(),
                c.programme,
                intake,
                tx.now()
            ]);
        }
        let sql = format!(
            "INSERT INTO ledger_event (event, title, day, host, kind, setting, place, programme, intake, recorded_at) VALUES {} \
             ON CONFLICT (event) DO UPDATE SET title = excluded.title, day = excluded.day, host = excluded.host, \
             kind = excluded.kind, setting = excluded.setting, place = excluded.place, programme = excluded.programme",
            tuples(batch.len(), 10)
        );
        run(&**tx, &sql, values).await?;
    }
    Ok(())
}

/// Puts the co-hosts of these events in place of those they had.
pub(crate) async fn put_co_hosts(tx: &Tx, cards: &[EventCard]) -> Outcome<()> {
    for batch in cards.chunks(1_000) {
        let places = (1..=batch.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
        let events = batch.iter().map(|c| Value::from(c.event));
        run(&**tx, &format!("DELETE FROM ledger_co_host WHERE event IN ({places})"), events).await?;
    }
    let hosts: Vec<(Uuid, i32, &CoHost)> =
        cards.iter().flat_map(|c| (0_i32..).zip(&c.co_hosts).map(|(place, host)| (c.event, place, host))).collect();
    for batch in hosts.chunks(1_000) {
        let mut values: Vec<Value> = Vec::with_capacity(batch.len() * 4);
        for (event, place, host) in batch {
            values.extend(binds![*event, *place, host.union, host.name.clone()]);
        }
        let sql = format!("INSERT INTO ledger_co_host (event, place, union_id, name) VALUES {}", tuples(batch.len(), 4));
        run(&**tx, &sql, values).await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct CardRow {
    event: Uuid,
    title: String,
    day: i32,
    host: Uuid,
    kind: String,
    setting: String,
    place: String,
    programme: Option<Uuid>,
}

#[derive(FromQueryResult)]
struct CoHostRow {
    event: Uuid,
    union_id: Option<Uuid>,
    name: String,
}

impl CardRow {
    fn with(self, co_hosts: Vec<CoHost>) -> EventCard {
        EventCard {
            event: self.event,
            title: self.title,
            day: Day(self.day),
            host: self.host,
            kind: self.kind,
            setting: self.setting,
            place: self.place,
            programme: self.programme,
            co_hosts,
        }
    }
}

/// The public description of one event.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn card(db: &impl ConnectionTrait, event: Uuid) -> Outcome<Option<EventCard>> {
    let sql = "SELECT event, title, day, host, kind, setting, place, programme FROM ledger_event WHERE event = $1";
    let Some(row) = one::<CardRow>(db, sql, binds![event]).await? else { return Ok(None) };
    let sql = "SELECT event, union_id, name FROM ledger_co_host WHERE event = $1 ORDER BY place";
    let hosts: Vec<CoHostRow> = all(db, sql, binds![event]).await?;
    Ok(Some(row.with(hosts.into_iter().map(|h| CoHost { union: h.union_id, name: h.name }).collect())))
}

/// Events of one day and kind that still have a session standing, with their co-hosts.
pub(crate) async fn on_day(db: &impl ConnectionTrait, day: Day, kind: &str, most: i64) -> Outcome<Vec<EventCard>> {
    let sql = "SELECT e.event, e.title, e.day, e.host, e.kind, e.setting, e.place, e.programme FROM ledger_event e \
        WHERE e.day = $1 AND e.kind = $2 AND EXISTS (SELECT 1 FROM ledger_fact f WHERE f.event = e.event AND f.what = 'held' \
        AND NOT EXISTS (SELECT 1 FROM ledger_retraction r WHERE r.event = f.event AND r.fact = f.id)) \
        ORDER BY e.recorded_at DESC, e.event LIMIT $3";
    let rows: Vec<CardRow> = all(db, sql, binds![day.0, kind, most]).await?;
    let sql = "SELECT c.event, c.union_id, c.name FROM ledger_co_host c JOIN ledger_event e ON e.event = c.event \
        WHERE e.day = $1 AND e.kind = $2 ORDER BY c.event, c.place";
    let hosts: Vec<CoHostRow> = all(db, sql, binds![day.0, kind]).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let of = hosts.iter().filter(|h| h.event == row.event);
            let co_hosts = of.map(|h| CoHost { union: h.union_id, name: h.name.clone() }).collect();
            row.with(co_hosts)
        })
        .collect())
}
