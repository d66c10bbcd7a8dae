use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, one, run};
use uuid::Uuid;

use crate::deliver::Channel;
use crate::room::Room;

/// When other channels are silent, by the house's clock, and whether what is not urgent comes once a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// The hour, 0–23, at which it becomes quiet; equal to `quiet_until` when it never does.
    pub quiet_from: u8,
    pub quiet_until: u8,
    pub digest: bool,
}

impl Default for Hours {
    /// Nobody is rung between nine in the evening and eight in the morning.
    fn default() -> Self {
        Self { quiet_from: 21, quiet_until: 8, digest: false }
    }
}

/// How a person wants to hear of what. In the house everything is always to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    pub also_by: BTreeSet<(Room, Channel)>,
    pub hours: Hours,
}

#[derive(FromQueryResult)]
struct HoursRow {
    quiet_from: i32,
    quiet_until: i32,
    digest: bool,
}

#[derive(FromQueryResult)]
struct Also {
    room: String,
    channel: String,
}

pub(crate) async fn hours(db: &impl ConnectionTrait, person: Uuid) -> Outcome<Hours> {
    let sql = "SELECT quiet_from, quiet_until, digest FROM inbox_hours WHERE person = $1";
    let Some(row) = one::<HoursRow>(db, sql, binds![person]).await? else { return Ok(Hours::default()) };
    let hour = |h: i32| u8::try_from(h.clamp(0, 23)).unwrap_or(0);
    Ok(Hours { quiet_from: hour(row.quiet_from), quiet_until: hour(row.quiet_until), digest: row.digest })
}

pub(crate) async fn get(db: &impl ConnectionTrait, person: Uuid) -> Outcome<Preferences> {
    let rows: Vec<Also> = all(db, "SELECT room, channel FROM inbox_preference WHERE person = $1", binds![person]).await?;
    let read = |row: Also| Some((Room::from_name(&row.room)?, Channel::from_name(&row.channel)?));
    Ok(Preferences { also_by: rows.into_iter().filter_map(read).collect(), hours: hours(db, person).await? })
}

/// The channels by which this person also hears of this room.
pub(crate) async fn channels(db: &impl ConnectionTrait, person: Uuid, room: Room) -> Outcome<Vec<Channel>> {
    let sql = "SELECT room, channel FROM inbox_preference WHERE person = $1 AND room = $2 ORDER BY channel";
    let rows: Vec<Also> = all(db, sql, binds![person, room.name()]).await?;
    Ok(rows.iter().filter_map(|row| Channel::from_name(&row.channel)).collect())
}

/// Puts these in place of what there was.
pub(crate) async fn put(tx: &Tx, person: Uuid, new: &Preferences) -> Outcome<()> {
    let sql = "INSERT INTO inbox_hours (person, quiet_from, quiet_until, digest) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (person) DO UPDATE SET quiet_from = $2, quiet_until = $3, digest = $4";
    let hours = new.hours;
    // This row is the one two writers meet on; the choices below follow in its shadow.
    run(&**tx, sql, binds![person, i32::from(hours.quiet_from), i32::from(hours.quiet_until), hours.digest]).await?;
    run(&**tx, "DELETE FROM inbox_preference WHERE person = $1", binds![person]).await?;
    for (room, channel) in &new.also_by {
        let sql = "INSERT INTO inbox_preference (person, room, channel) VALUES ($1, $2, $3)";
        run(&**tx, sql, binds![person, room.name(), channel.name()]).await?;
    }
    Ok(())
}

pub(crate) async fn delete(tx: &Tx, person: Uuid) -> Outcome<()> {
    run(&**tx, "DELETE FROM inbox_preference WHERE person = $1", binds![person]).await?;
    run(&**tx, "DELETE FROM inbox_hours WHERE person = $1", binds![person]).await?;
    Ok(())
}
