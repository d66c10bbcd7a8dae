use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Instant, Outcome, Tx, Value, all, binds, one, run, scalar};
use uuid::Uuid;

use super::spell::SETTLED;

/// One line of a union's list of members.
#[derive(Clone, Debug, FromQueryResult)]
pub struct MemberRow {
    pub person: Uuid,
    pub name: String,
    /// `f`, `m` or empty.
    pub sex: String,
    pub work: String,
    pub team: String,
    /// `full` or `retained`.
    pub standing: String,
    /// First day of this membership, `codes::Day`.
    pub from_day: i32,
    pub verified_day: Option<i32>,
    pub registered_at: Option<Instant>,
}

/// Which members, in which order.
#[derive(Clone, Debug, Default)]
pub struct MemberFilter {
    /// Part of the name, or first letters of it.
    pub words: String,
    /// One person only: whoever has the telephone number asked for. A nil id is nobody.
    pub person: Option<Uuid>,
    /// `full`, `retained` or empty.
    pub standing: String,
    /// A team's exact name; empty for all.
    pub team: String,
    pub sort: MemberSort,
    pub desc: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MemberSort {
    #[default]
    Name,
    Team,
    Since,
}

impl MemberSort {
    fn sql(self, desc: bool) -> &'static str {
        match (self, desc) {
            (Self::Name, false) => "p.initials, p.name, p.ordinal",
            (Self::Name, true) => "p.initials DESC, p.name DESC, p.ordinal DESC",
            (Self::Team, false) => "p.team, p.initials, p.name, p.ordinal",
            (Self::Team, true) => "p.team DESC, p.initials, p.name, p.ordinal",
            (Self::Since, false) => "s.from_day, p.initials, p.name, p.ordinal",
            (Self::Since, true) => "s.from_day DESC, p.initials, p.name, p.ordinal",
        }
    }
}

const FROM: &str = "FROM member_spell s JOIN member_person p ON p.person = s.person \
    WHERE s.union_id = $1 AND s.from_day <= $2 AND s.until_day > $2";

/// The condition of a filter and all binds; `$1` is the union, `$2` the day.
fn condition(union: Uuid, day: Day, filter: &MemberFilter) -> (String, Vec<Value>) {
    let mut sql = format!(" AND {SETTLED}");
    let mut values: Vec<Value> = binds![union, day.0].into();
    let mut and = |text: &str, value: Value| {
        values.push(value);
        sql.push_str(&text.replace('?', &format!("${}", values.len())));
    };
    if let Some(person) = filter.person {
        and(" AND p.person = ?", person.into());
    } else if filter.words.bytes().all(|b| b.is_ascii_alphabetic()) && !filter.words.is_empty() {
        let words = filter.words.to_lowercase();
        let length = words.len();
        and(&format!(" AND SUBSTR(p.initials, 1, {length}) = ?"), words.into());
    } else if !filter.words.is_empty() {
        // A name without the words in it is another text: exact on both engines, where LIKE folds case on one.
        and(" AND REPLACE(p.name, ?, '') <> p.name", filter.words.clone().into());
    }
    if !filter.standing.is_empty() {
        and(" AND s.standing = ?", filter.standing.clone().into());
    }
    if !filter.team.is_empty() {
        and(" AND p.team = ?", filter.team.clone().into());
    }
    (sql, values)
}

/// A page of a union's members on a day.
pub(crate) async fn page(
    db: &impl ConnectionTrait,
    union: Uuid,
    day: Day,
    filter: &MemberFilter,
    skip: i64,
    most: i64,
) -> Outcome<Vec<MemberRow>> {
    let (condition, mut values) = condition(union, day, filter);
    values.extend(binds![most, skip]);
    let sql = format!(
        "SELECT p.person, p.name, p.sex, p.work, p.team, s.standing, s.from_day, p.verified_day, p.registered_at \
         {FROM}{condition} ORDER BY {} LIMIT ${} OFFSET ${}",
        filter.sort.sql(filter.desc),
        values.len() - 1,
        values.len()
    );
    all(db, &sql, values).await
}

/// How many there are in all.
pub(crate) async fn count(db: &impl ConnectionTrait, union: Uuid, day: Day, filter: &MemberFilter) -> Outcome<i64> {
    let (condition, values) = condition(union, day, filter);
    Ok(scalar(db, &format!("SELECT COUNT(*) {FROM}{condition}"), values).await?.unwrap_or(0))
}

/// The teams of a union's members on a day, by name.
pub(crate) async fn teams(db: &impl ConnectionTrait, union: Uuid, day: Day) -> Outcome<Vec<String>> {
    #[derive(FromQueryResult)]
    struct Row {
        team: String,
    }
    let sql = format!("SELECT DISTINCT p.team {FROM} AND {SETTLED} AND p.team <> '' ORDER BY p.team LIMIT 200");
    Ok(all::<Row>(db, &sql, binds![union, day.0]).await?.into_iter().map(|r| r.team).collect())
}

/// Somebody of the same name and year of birth in a union: perhaps the same person.
pub(crate) async fn namesake(
    db: &impl ConnectionTrait,
    union: Uuid,
    day: Day,
    name: &str,
    born: Option<i32>,
) -> Outcome<Option<Uuid>> {
    #[derive(FromQueryResult)]
    struct Row {
        person: Uuid,
        birth_year: Option<i32>,
    }
    let sql = format!("SELECT p.person, p.birth_year {FROM} AND {SETTLED} AND p.name = $3");
    let rows: Vec<Row> = all(db, &sql, binds![union, day.0, name]).await?;
    Ok(rows.into_iter().find(|r| r.birth_year.is_none() || born.is_none() || r.birth_year == born).map(|r| r.person))
}

/// What an officer or the person may change; the sealed fields are changed by [`set_phone`] and [`set_id_number`].
#[derive(Clone, Debug)]
pub(crate) struct Described {
    pub name: String,
    pub sex: String,
    pub birth_year: Option<i32>,
    pub work: String,
    pub team: String,
}

pub(crate) async fn describe(tx: &Tx, person: Uuid, d: &Described) -> Outcome<()> {
    let sql =
        "UPDATE member_person SET name = $1, initials = $2, sex = $3, birth_year = $4, work = $5, team = $6 WHERE person = $7";
    let initials = organisation::initials(&d.name);
    let values = binds![d.name.clone(), initials, d.sex.clone(), d.birth_year, d.work.clone(), d.team.clone(), person];
    run(&**tx, sql, values).await?;
    Ok(())
}

/// Forgets every lookup of an old value and writes the new one with its seal. `None` leaves the person without.
///
/// # Errors
/// `Fault::Taken("member_phone_hash_key")` when somebody else has the number.
pub(crate) async fn set_phone(tx: &Tx, person: Uuid, old: Option<&str>, new: Option<&str>) -> Outcome<()> {
    replace(tx, person, "phone", super::person::phone_at(person), old, new).await
}

/// As [`set_phone`]; `Fault::Taken("member_id_number_hash_key")`.
pub(crate) async fn set_id_number(tx: &Tx, person: Uuid, old: Option<&str>, new: Option<&str>) -> Outcome<()> {
    replace(tx, person, "id_number", super::person::id_number_at(person), old, new).await
}

/// `column` is the sealed column, which is also the domain of the lookup and, behind `member_`, the side table.
async fn replace(
    tx: &Tx,
    person: Uuid,
    column: &'static str,
    at: store::SealedAt,
    old: Option<&str>,
    new: Option<&str>,
) -> Outcome<()> {
    let (store, keys) = (tx.store(), tx.store().keyring());
    if let Some(old) = old {
        for hash in keys.lookups(column, old) {
            run(&**tx, &format!("DELETE FROM member_{column} WHERE hash = $1 AND person = $2"), binds![hash, person]).await?;
        }
    }
    if let Some(new) = new {
        super::person::refuse_known(tx, column, &[new]).await?;
        let sql = format!("INSERT INTO member_{column} (hash, person) VALUES ($1, $2)");
        run(&**tx, &sql, binds![keys.lookup(column, new), person]).await?;
    }
    let sealed = new.map(|text| keys.seal(at, store.ids(), text)).transpose()?;
    run(&**tx, &format!("UPDATE member_person SET {column} = $1 WHERE person = $2"), binds![sealed, person]).await?;
    Ok(())
}

pub(crate) async fn verify(tx: &Tx, person: Uuid, day: Day) -> Outcome<bool> {
    let sql = "UPDATE member_person SET verified_day = $1 WHERE person = $2 AND verified_day IS NULL";
    tx.bump(crate::people::VERSION);
    Ok(run(&**tx, sql, binds![day.0, person]).await? == 1)
}

/// Whether a phone and an ID number are kept, without opening either.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Kept {
    pub has_phone: bool,
    pub has_id_number: bool,
}

pub(crate) async fn kept(db: &impl ConnectionTrait, person: Uuid) -> Outcome<Option<Kept>> {
    let sql =
        "SELECT phone IS NOT NULL AS has_phone, id_number IS NOT NULL AS has_id_number FROM member_person WHERE person = $1";
    one(db, sql, binds![person]).await
}
