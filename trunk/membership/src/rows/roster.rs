use std::collections::HashMap;

use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Value, all, asked, binds, places};
use uuid::Uuid;

use super::spell::SETTLED;
use crate::rules::honour::{Honour, Rank, Title};

/// One member as a room may show it inside the union that holds the membership.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct RosterEntry {
    pub person: Uuid,
    /// What facts hold instead of the person.
    pub ordinal: i64,
    pub name: String,
    /// Team or workshop, in free words; may be empty.
    pub team: String,
}

/// Where a person belongs on a day, as a fact needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Home {
    pub ordinal: i64,
    /// `None` for somebody who is a member nowhere on that day.
    pub union: Option<Uuid>,
}

/// Everybody whose membership of this union is in force on a day, by team, then by the first letters of the name.
pub(crate) async fn of_union(db: &impl ConnectionTrait, union: Uuid, day: Day) -> Outcome<Vec<RosterEntry>> {
    let sql = format!(
        "SELECT p.person, p.ordinal, p.name, p.team FROM member_spell s JOIN member_person p ON p.person = s.person \
         WHERE s.union_id = $1 AND s.from_day <= $2 AND s.until_day > $2 AND {SETTLED} ORDER BY p.team, p.initials, p.name, p.ordinal"
    );
    all(db, &sql, binds![union, day.0]).await
}

/// Ids or ordinals in one query; SQLite takes 32,766 binds.
const BATCH: usize = 512;

/// The people these ordinals stand for; ordinals of deleted people are left out.
pub(crate) async fn by_ordinal(db: &impl ConnectionTrait, ordinals: &[i64]) -> Outcome<Vec<RosterEntry>> {
    let mut found = Vec::with_capacity(ordinals.len());
    for some in ordinals.chunks(BATCH) {
        let sql = format!(
            "SELECT person, ordinal, name, team FROM member_person WHERE ordinal IN ({}) AND name <> ''",
            places(1, some.len())
        );
        found.extend(all::<RosterEntry>(db, &sql, some.iter().map(|o| Value::from(*o))).await?);
    }
    Ok(found)
}

#[derive(FromQueryResult)]
struct HomeRow {
    person: Uuid,
    ordinal: i64,
    union_id: Option<Uuid>,
}

/// Ordinal and home union of some people on a day; unknown ids are left out.
pub(crate) async fn homes(db: &impl ConnectionTrait, people: &[Uuid], day: Day) -> Outcome<HashMap<Uuid, Home>> {
    let mut found = HashMap::with_capacity(people.len());
    for some in people.chunks(BATCH) {
        let sql = format!(
            "SELECT p.person, p.ordinal, s.union_id FROM member_person p LEFT JOIN member_spell s ON s.person = p.person \
             AND s.from_day <= $1 AND s.until_day > $1 AND {SETTLED} WHERE p.person IN ({})",
            places(2, some.len())
        );
        let values = std::iter::once(Value::from(day.0)).chain(some.iter().map(|p| Value::from(*p)));
        for row in all::<HomeRow>(db, &sql, values).await? {
            found.insert(row.person, Home { ordinal: row.ordinal, union: row.union_id });
        }
    }
    Ok(found)
}

/// What rules of eligibility may ask of a person, on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub person: Uuid,
    pub ordinal: i64,
    /// The union that holds the membership; `None` for somebody who is a member nowhere on that day.
    pub home: Option<Uuid>,
    /// Retired, unemployed or bankrupt employer: kept without dues.
    pub is_retained: bool,
    /// The first day of the first membership, through all transfers.
    pub since: Option<Day>,
    pub is_verified: bool,
    /// What the person does, in free words.
    pub work: String,
    /// What the person holds today, each once.
    pub honours: Vec<Honour>,
}

#[derive(FromQueryResult)]
struct StandingRow {
    person: Uuid,
    ordinal: i64,
    work: String,
    verified_day: Option<i32>,
    union_id: Option<Uuid>,
    standing: Option<String>,
    since: Option<i32>,
    title: Option<String>,
    level: Option<String>,
}

impl StandingRow {
    /// A title this program does not know is held, but no rule asks for it.
    fn honour(&self) -> Option<Honour> {
        Some(Honour { title: Title::from_name(self.title.as_deref()?)?, rank: Rank::from_name(self.level.as_deref()?)? })
    }
}

/// The standing of some people on a day; unknown ids are left out. One statement for all of them: whoever holds several honours
/// comes as several rows.
pub(crate) async fn standings(db: &impl ConnectionTrait, people: &[Uuid], day: Day) -> Outcome<HashMap<Uuid, Standing>> {
    let mut found = HashMap::with_capacity(people.len());
    for some in asked(people, BATCH) {
        let sql = format!(
            "SELECT p.person, p.ordinal, p.work, p.verified_day, s.union_id, s.standing, h.title, h.level, \
             (SELECT MIN(f.from_day) FROM member_spell f WHERE f.person = p.person) AS since \
             FROM member_person p LEFT JOIN member_spell s ON s.person = p.person \
             AND s.from_day <= $1 AND s.until_day > $2 AND {SETTLED} \
             LEFT JOIN member_honour h ON h.person = p.person AND h.withdrawn_at IS NULL WHERE p.person IN ({})",
            places(3, some.len())
        );
        let values = binds![day.0, day.0].into_iter().chain(some.into_iter().map(Value::from));
        for row in all::<StandingRow>(db, &sql, values).await? {
            let honour = row.honour();
            let standing = found.entry(row.person).or_insert_with(|| Standing {
                person: row.person,
                ordinal: row.ordinal,
                home: row.union_id,
                is_retained: row.standing.as_deref() == Some("retained"),
                since: row.since.filter(|_| row.union_id.is_some()).map(Day),
                is_verified: row.verified_day.is_some(),
                work: row.work,
                honours: Vec::new(),
            });
            // Held twice, of two years: a rule asks whether, not how often.
            standing.honours.extend(honour.filter(|honour| !standing.honours.contains(honour)));
            // In one order, whatever the database gives.
            standing.honours.sort_by_key(|h| (h.title, h.rank));
        }
    }
    Ok(found)
}
