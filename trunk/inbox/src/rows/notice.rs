use std::collections::HashMap;

use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Instant, Outcome, Tx, Value, all, asked, binds, one, places, run, scalar};
use uuid::Uuid;

use crate::room::Room;
use crate::said::Said;
use crate::verbs::notice::NewNotice;

/// Something a person was told.
#[derive(Clone, Debug)]
pub struct Notice {
    pub id: Uuid,
    pub room: Room,
    pub message: Said,
    pub href: String,
    pub created_at: Instant,
    pub read_at: Option<Instant>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    room: String,
    message: String,
    message_values: String,
    href: String,
    created_at: i64,
    read_at: Option<i64>,
}

impl Row {
    fn read(self) -> Outcome<Notice> {
        Ok(Notice {
            id: self.id,
            room: Room::from_name(&self.room).unwrap_or(Room::Organisation),
            message: Said::read(self.message, &self.message_values)?,
            href: self.href,
            created_at: self.created_at,
            read_at: self.read_at,
        })
    }
}

const COLUMNS: &str = "SELECT id, room, message, message_values, href, created_at, read_at FROM inbox_notice";

/// The id, or `None` when this person was told under this key already.
pub(crate) async fn insert(tx: &Tx, new: &NewNotice) -> Outcome<Option<Uuid>> {
    let id = tx.new_id();
    let sql = "INSERT INTO inbox_notice (person, id, key, room, message, message_values, href, urgent, created_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (person, key) DO NOTHING";
    let values = binds![
        new.person,
        id,
        new.key.as_str(),
        new.room.name(),
        new.message.key(),
        new.message.kept()?,
        new.href.as_str(),
        new.urgent,
        tx.now()
    ];
    Ok((run(&**tx, sql, values).await? > 0).then_some(id))
}

pub(crate) async fn put_off(tx: &Tx, person: Uuid, id: Uuid, until: Instant) -> Outcome<()> {
    run(&**tx, "UPDATE inbox_notice SET send_at = $3 WHERE person = $1 AND id = $2", binds![person, id, until]).await?;
    Ok(())
}

/// How many notices some people have not read; whoever has read all is there with 0.
pub(crate) async fn unread(db: &impl ConnectionTrait, people: &[Uuid]) -> Outcome<HashMap<Uuid, i64>> {
    #[derive(FromQueryResult)]
    struct Count {
        person: Uuid,
        n: i64,
    }
    let mut found: HashMap<Uuid, i64> = people.iter().map(|p| (*p, 0)).collect();
    for some in asked(people, 256) {
        let sql = format!(
            "SELECT person, COUNT(*) AS n FROM inbox_notice WHERE person IN ({}) AND read_at IS NULL GROUP BY person",
            places(1, some.len())
        );
        let rows: Vec<Count> = all(db, &sql, some.into_iter().map(Value::from)).await?;
        found.extend(rows.into_iter().map(|c| (c.person, c.n)));
    }
    Ok(found)
}

pub(crate) async fn count(db: &impl ConnectionTrait, person: Uuid) -> Outcome<i64> {
    Ok(scalar(db, "SELECT COUNT(*) FROM inbox_notice WHERE person = $1", binds![person]).await?.unwrap_or(0))
}

/// A page of a person's notices, newest first.
pub(crate) async fn list(db: &impl ConnectionTrait, person: Uuid, skip: i64, most: i64) -> Outcome<Vec<Notice>> {
    let sql = format!("{COLUMNS} WHERE person = $1 ORDER BY created_at DESC, id DESC LIMIT $2 OFFSET $3");
    let rows: Vec<Row> = all(db, &sql, binds![person, most, skip]).await?;
    rows.into_iter().map(Row::read).collect()
}

pub(crate) async fn get(db: &impl ConnectionTrait, person: Uuid, id: Uuid) -> Outcome<Option<Notice>> {
    one::<Row>(db, &format!("{COLUMNS} WHERE person = $1 AND id = $2"), binds![person, id]).await?.map(Row::read).transpose()
}

/// Those of these notices their person has not read, oldest first.
pub(crate) async fn unread_of(db: &impl ConnectionTrait, person: Uuid, ids: &[Uuid]) -> Outcome<Vec<Notice>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (2..ids.len() + 2).map(|n| format!("${n}")).collect();
    let sql =
        format!("{COLUMNS} WHERE person = $1 AND read_at IS NULL AND id IN ({}) ORDER BY created_at, id", places.join(", "));
    let values = std::iter::once(Value::from(person)).chain(ids.iter().map(|id| Value::from(*id)));
    let rows: Vec<Row> = all(db, &sql, values).await?;
    rows.into_iter().map(Row::read).collect()
}

/// The unread notices that were put off to this instant, from rooms this person still hears by this channel; at most fifty.
pub(crate) async fn put_off_to(db: &impl ConnectionTrait, person: Uuid, at: Instant, channel: &str) -> Outcome<Vec<Uuid>> {
    #[derive(FromQueryResult)]
    struct Id {
        id: Uuid,
    }
    let sql = "SELECT n.id FROM inbox_notice n JOIN inbox_preference p ON p.person = n.person AND p.room = n.room AND p.channel = $3 \
        WHERE n.person = $1 AND n.send_at = $2 AND n.read_at IS NULL ORDER BY n.created_at, n.id LIMIT 50";
    let rows: Vec<Id> = all(db, sql, binds![person, at, channel]).await?;
    Ok(rows.into_iter().map(|r| r.id).collect())
}

/// `false` when it was read before.
pub(crate) async fn read(tx: &Tx, person: Uuid, id: Uuid) -> Outcome<bool> {
    let sql = "UPDATE inbox_notice SET read_at = $3 WHERE person = $1 AND id = $2 AND read_at IS NULL";
    Ok(run(&**tx, sql, binds![person, id, tx.now()]).await? > 0)
}

/// How many there were.
pub(crate) async fn read_all(tx: &Tx, person: Uuid) -> Outcome<u64> {
    run(&**tx, "UPDATE inbox_notice SET read_at = $2 WHERE person = $1 AND read_at IS NULL", binds![person, tx.now()]).await
}

pub(crate) async fn delete_all(tx: &Tx, person: Uuid) -> Outcome<u64> {
    run(&**tx, "DELETE FROM inbox_notice WHERE person = $1", binds![person]).await
}
