use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Fault, Outcome, Tx, Value, binds, one, run, scalar};
use uuid::Uuid;

/// Membership of one union for a time.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Spell {
    pub person: Uuid,
    pub from_day: i32,
    pub until_day: i32,
    pub union_id: Uuid,
    /// `full` or `retained`.
    pub standing: String,
    pub ended_by: String,
}

const COLUMNS: &str = "person, from_day, until_day, union_id, standing, ended_by";

/// A list being imported is staged row by row and becomes visible by its one row of `member_import`; until then whoever
/// reads memberships leaves its rows out. A condition on `member_spell s`.
pub(crate) const SETTLED: &str =
    "(s.import IS NULL OR s.import IN (SELECT i.import FROM member_import i WHERE i.state = 'done'))";

/// The membership in force on a day; a person has at most one.
pub(crate) async fn on(db: &impl ConnectionTrait, person: Uuid, day: Day) -> Outcome<Option<Spell>> {
    let sql =
        format!("SELECT {COLUMNS} FROM member_spell s WHERE person = $1 AND from_day <= $2 AND until_day > $2 AND {SETTLED}");
    one(db, &sql, binds![person, day.0]).await
}

/// All memberships of a person, newest first.
pub(crate) async fn of(db: &impl ConnectionTrait, person: Uuid) -> Outcome<Vec<Spell>> {
    of_people(db, &[person]).await
}

/// All memberships of some people, each person's newest first.
pub(crate) async fn of_people(db: &impl ConnectionTrait, people: &[Uuid]) -> Outcome<Vec<Spell>> {
    let sql = |places| {
        format!("SELECT {COLUMNS} FROM member_spell s WHERE person IN ({places}) AND {SETTLED} ORDER BY person, from_day DESC")
    };
    super::person::of_people(db, people, sql).await
}

/// A membership about to begin.
#[derive(Clone, Debug)]
pub struct NewSpell {
    pub person: Uuid,
    pub union: Uuid,
    pub from: Day,
    /// `full` or `retained`.
    pub standing: &'static str,
    pub recorded_by: Option<Uuid>,
    pub import: Option<Uuid>,
}

const BATCH: usize = 1_000;

/// Begins the membership of one person who may have had others before. This is where it is made sure that nobody is a member
/// twice: a membership still in force, or one being imported, stands in the way.
///
/// # Errors
/// `Fault::Conflict("membership-already-member")`.
pub(crate) async fn begin(tx: &Tx, spell: &NewSpell) -> Outcome<()> {
    let sql = "SELECT COUNT(*) FROM member_spell WHERE person = $1 AND until_day > $2";
    if scalar::<i64>(&**tx, sql, binds![spell.person, spell.from.0]).await?.unwrap_or(0) > 0 {
        return Err(Fault::Conflict("membership-already-member"));
    }
    insert(tx, std::slice::from_ref(spell)).await
}

/// Writes memberships of people who have had none; for others see [`begin`].
pub(crate) async fn insert(tx: &Tx, spells: &[NewSpell]) -> Outcome<()> {
    for some in spells.chunks(BATCH) {
        let mut values: Vec<Value> = Vec::with_capacity(some.len() * 9);
        for s in some {
            values.extend(binds![s.person, s.from.0, Day::OPEN.0, s.union, s.standing, "", s.recorded_by, tx.now(), s.import]);
        }
        let sql = format!(
            "INSERT INTO member_spell (person, from_day, until_day, union_id, standing, ended_by, recorded_by, recorded_at, import) VALUES {}",
            store::tuples(some.len(), 9)
        );
        run(&**tx, &sql, values).await?;
    }
    Ok(())
}

/// Ends the membership in force on `day` (its last day is the day before); says whether there was one.
pub(crate) async fn end(tx: &Tx, person: Uuid, day: Day, ended_by: &str) -> Outcome<bool> {
    let sql = "UPDATE member_spell SET until_day = $1, ended_by = $2 WHERE person = $3 AND from_day < $1 AND until_day > $1";
    Ok(run(&**tx, sql, binds![day.0, ended_by, person]).await? == 1)
}

/// Everybody whose membership of `from` is in force on `day` becomes a member of `to` that day. A membership that was to
/// begin on that day or later begins there at once; requests waiting for an answer go along.
pub(crate) async fn move_all(tx: &Tx, from: Uuid, to: Uuid, day: Day, by: Option<Uuid>) -> Outcome<u64> {
    let sql = "INSERT INTO member_spell (person, from_day, until_day, union_id, standing, ended_by, recorded_by, recorded_at, import) \
        SELECT person, $1, until_day, $2, standing, ended_by, $3, $4, import FROM member_spell \
        WHERE union_id = $5 AND from_day < $1 AND until_day > $1 ON CONFLICT DO NOTHING";
    let moved = run(&**tx, sql, binds![day.0, to, by, tx.now(), from]).await?;
    let sql = "UPDATE member_spell SET until_day = $1, ended_by = 'union-ended' WHERE union_id = $2 AND from_day < $1 AND until_day > $1";
    run(&**tx, sql, binds![day.0, from]).await?;
    let sql = "UPDATE member_application SET union_id = $1 WHERE union_id = $2 AND state IN ('asked', 'returned')";
    run(&**tx, sql, binds![to, from]).await?;
    let sql = "UPDATE member_spell SET union_id = $1 WHERE union_id = $2 AND from_day >= $3";
    Ok(moved + run(&**tx, sql, binds![to, from, day.0]).await?)
}
