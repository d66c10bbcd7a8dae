use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Instant, Outcome, Value, all};
use uuid::Uuid;

use crate::due::Due;
use crate::room::Room;
use crate::said::Said;
use crate::seats::Seats;

/// Rows shown one by one at most, the most urgent; beyond these a desk is no list any more.
const MOST: i64 = 300;

/// Something that waits, as its reader sees it.
#[derive(Clone, Debug)]
pub struct Task {
    /// `None` when it stands for several.
    pub id: Option<Uuid>,
    pub union: Uuid,
    pub room: Room,
    /// Room and thing, e.g. `membership.application`.
    pub kind: String,
    pub title: Said,
    /// Where the work is done; empty when it is done elsewhere.
    pub href: String,
    /// Message key of the act.
    pub act: String,
    /// Of several: of the most urgent.
    pub due: Due,
    pub created_at: Instant,
    /// How many it stands for.
    pub count: i64,
    /// Whoever did the work says so himself, because no room sees it.
    pub is_by_hand: bool,
    /// It waits at `union`; the reader's own union follows it.
    pub is_followed: bool,
}

#[derive(FromQueryResult)]
struct Single {
    id: Uuid,
    union_id: Uuid,
    room: String,
    kind: String,
    title: String,
    title_values: String,
    href: String,
    act: String,
    due_day: i32,
    due_at: Option<i64>,
    received_day: Option<i32>,
    by_hand: bool,
    created_at: i64,
}

#[derive(FromQueryResult)]
struct Several {
    union_id: Uuid,
    room: String,
    kind: String,
    many: String,
    href: Option<String>,
    act: Option<String>,
    due_day: Option<i32>,
    due_at: Option<i64>,
    received_day: Option<i32>,
    created_at: Option<i64>,
    n: i64,
}

/// What is open for these seats, then what is followed from them, each the most urgent first.
pub(crate) async fn waiting(db: &impl ConnectionTrait, seats: &Seats) -> Outcome<Vec<Task>> {
    let mut tasks = open(db, seats, false).await?;
    tasks.extend(open(db, seats, true).await?);
    Ok(tasks)
}

async fn open(db: &impl ConnectionTrait, seats: &Seats, followed: bool) -> Outcome<Vec<Task>> {
    let (union, need, href, many_href) = if followed {
        ("t.watcher", "t.watch_need", "t.watch_href", "t.watch_href")
    } else {
        ("t.union_id", "t.need", "t.href", "t.many_href")
    };
    let mut values: Vec<Value> = Vec::new();
    let mine = seats.condition(union, need, &mut values);
    // Those of one kind at one union that may be told as one, when there are several: `like` says the same twice, as columns
    // to group by and as a condition.
    let (like_columns, like) = if followed {
        (", t.watcher, t.watch_need", " AND o.watcher = t.watcher AND o.watch_need = t.watch_need")
    } else {
        ("", "")
    };
    let sql = format!(
        "SELECT t.union_id, t.room, t.kind, t.many, MIN({many_href}) AS href, MIN(t.act) AS act, MIN(t.due_day) AS due_day, \
         MIN(t.due_at) AS due_at, MIN(t.received_day) AS received_day, MIN(t.created_at) AS created_at, COUNT(*) AS n \
         FROM inbox_task t WHERE t.open = TRUE AND t.many <> '' AND {mine} \
         GROUP BY t.union_id, t.room, t.kind, t.many, t.need{like_columns} HAVING COUNT(*) > 1"
    );
    let several: Vec<Several> = all(db, &sql, values.clone()).await?;
    values.push(Value::from(MOST));
    let sql = format!(
        "SELECT t.id, t.union_id, t.room, t.kind, t.title, t.title_values, {href} AS href, t.act, t.due_day, t.due_at, t.received_day, \
         t.by_hand, t.created_at FROM inbox_task t WHERE t.open = TRUE AND {mine} AND (t.many = '' OR NOT EXISTS (\
         SELECT 1 FROM inbox_task o WHERE o.union_id = t.union_id AND o.open = TRUE AND o.kind = t.kind AND o.room = t.room \
         AND o.many = t.many AND o.need = t.need AND o.id <> t.id{like})) \
         ORDER BY t.due_day, t.created_at, t.id LIMIT ${}",
        values.len()
    );
    let singles: Vec<Single> = all(db, &sql, values).await?;
    let mut tasks = Vec::with_capacity(singles.len() + several.len());
    for row in singles {
        tasks.push(row.read(followed)?);
    }
    tasks.extend(several.into_iter().map(|row| row.read(followed)));
    tasks.sort_by_key(|t| (t.due.day(), t.due.at(), t.created_at));
    Ok(tasks)
}

impl Single {
    fn read(self, followed: bool) -> Outcome<Task> {
        Ok(Task {
            id: Some(self.id),
            union: self.union_id,
            room: Room::from_name(&self.room).unwrap_or(Room::Organisation),
            kind: self.kind,
            title: Said::read(self.title, &self.title_values)?,
            href: self.href,
            act: self.act,
            due: Due::read(self.due_day, self.due_at, self.received_day),
            created_at: self.created_at,
            count: 1,
            is_by_hand: self.by_hand && !followed,
            is_followed: followed,
        })
    }
}

impl Several {
    fn read(self, followed: bool) -> Task {
        Task {
            id: None,
            union: self.union_id,
            room: Room::from_name(&self.room).unwrap_or(Room::Organisation),
            kind: self.kind,
            title: Said::of_many(self.many, self.n, self.union_id),
            href: self.href.unwrap_or_default(),
            act: self.act.unwrap_or_default(),
            due: Due::read(self.due_day.unwrap_or(codes::Day::OPEN.0), self.due_at, self.received_day),
            created_at: self.created_at.unwrap_or(0),
            count: self.n,
            is_by_hand: false,
            is_followed: followed,
        }
    }
}
