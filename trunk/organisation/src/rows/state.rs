use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Fault, Outcome, Tx, all, binds, one, run};
use uuid::Uuid;

use super::union::touch;
use crate::kind::{Kind, Level};
use crate::rules::initials::initials;

/// What a verb must know of a union before it changes it, read inside its transaction.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Standing {
    pub id: Uuid,
    pub founded_day: i32,
    pub ended_day: i32,
    /// Since when the state in force is in force.
    pub state_from: i32,
    pub kind: String,
    pub level: i32,
    pub sort_key: i32,
}

impl Standing {
    pub fn founded(&self) -> Day {
        Day(self.founded_day)
    }

    pub fn kind(&self) -> Kind {
        Kind::from_name(&self.kind).unwrap_or(Kind::Local)
    }

    pub fn level(&self) -> Level {
        Level::from_number(self.level).unwrap_or(Level::GrassRoots)
    }
}

/// A living union as it stands, in a transaction that holds the tree.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] when it has ended.
pub(crate) async fn living(tx: &Tx, union: Uuid) -> Outcome<Standing> {
    let sql = "SELECT u.id, u.founded_day, u.ended_day, s.from_day AS state_from, s.kind, s.level, s.sort_key \
        FROM org_union u JOIN org_state s ON s.union_id = u.id AND s.until_day = $2 WHERE u.id = $1";
    let found: Option<Standing> = one(&**tx, sql, binds![union, Day::OPEN.0]).await?;
    let standing = found.ok_or(Fault::NotFound)?;
    if standing.ended_day < Day::OPEN.0 {
        return Err(Fault::Conflict("organisation-has-ended"));
    }
    Ok(standing)
}

/// Begins another state on `day`. One that began on the same day is corrected; the caller has refused earlier days.
pub(crate) async fn begin(tx: &Tx, now: &Standing, day: Day, name: &str, kind: Kind, level: Level) -> Outcome<()> {
    let letters = initials(name);
    if now.state_from == day.0 {
        let sql = "UPDATE org_state SET name = $1, initials = $2, kind = $3, level = $4 WHERE union_id = $5 AND from_day = $6";
        run(&**tx, sql, binds![name, letters, kind.name(), level.number(), now.id, day.0]).await?;
        return touch(tx, now.id).await;
    }
    let sql = "UPDATE org_state SET until_day = $1 WHERE union_id = $2 AND from_day = $3";
    run(&**tx, sql, binds![day.0, now.id, now.state_from]).await?;
    let sql = "INSERT INTO org_state (union_id, from_day, until_day, name, initials, kind, level, sort_key) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let (kind, level) = (kind.name(), level.number());
    run(&**tx, sql, binds![now.id, day.0, Day::OPEN.0, name, letters, kind, level, now.sort_key]).await?;
    touch(tx, now.id).await
}

#[derive(FromQueryResult)]
struct Named {
    union_id: Uuid,
    name: String,
}

/// The names these unions had on a day; one not yet founded then is left out.
pub(crate) async fn names_on(db: &impl ConnectionTrait, unions: &[Uuid], day: Day) -> Outcome<Vec<(Uuid, String)>> {
    let mut names = Vec::with_capacity(unions.len());
    for some in unions.chunks(1_000) {
        let places: Vec<String> = (2..some.len() + 2).map(|n| format!("${n}")).collect();
        let sql = format!(
            "SELECT union_id, name FROM org_state WHERE from_day <= $1 AND until_day > $1 AND union_id IN ({})",
            places.join(", ")
        );
        let values = binds![day.0].into_iter().chain(some.iter().map(|id| store::Value::from(*id)));
        let rows: Vec<Named> = all(db, &sql, values).await?;
        names.extend(rows.into_iter().map(|r| (r.union_id, r.name)));
    }
    Ok(names)
}
