use std::collections::HashMap;

use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, asked, asked_or, binds, one, places, portions, run, scalar, tuples};
use uuid::Uuid;

/// One who asked for a place, and what came of it.
#[derive(Clone, Debug, Default, FromQueryResult)]
pub struct Entry {
    pub allotment_id: Uuid,
    /// The queue number.
    pub number: i64,
    /// 0 while it stands, its own number once it is over.
    pub turn: i64,
    pub person: Uuid,
    pub ordinal: i64,
    /// The union that held the membership when this was decided.
    pub home: Option<Uuid>,
    /// Chosen by the device.
    pub key: Uuid,
    pub heads: i32,
    /// The group, from 1; 0 for none.
    pub share: i32,
    /// The group the place is counted with; 0 for none.
    pub pot: i32,
    pub state: String,
    /// Order on the waiting list.
    pub rank: i64,
    /// Unix milliseconds, both.
    pub received_at: i64,
    pub decided_at: i64,
    /// When an offer or a price falls due.
    pub until_at: Option<i64>,
    /// `none`, `due`, `paid`, `waived` or `refunded`.
    pub pay: String,
    /// Fen, for all heads together: what the person pays, and what the account pays.
    pub price: i64,
    pub subsidy: i64,
    /// Sealed; empty where nothing was asked.
    pub answers: String,
    pub receipt: Option<Vec<u8>>,
}

impl Entry {
    #[must_use]
    pub fn stands(&self) -> bool {
        self.turn == 0
    }

    /// Stands, and may still come to a place or has one.
    #[must_use]
    pub fn is_in(&self) -> bool {
        self.stands() && self.state != "unplaced"
    }

    #[must_use]
    pub fn has_place(&self) -> bool {
        self.state == "placed"
    }

    /// A place one may come with: what is due beforehand has been paid.
    #[must_use]
    pub fn has_ticket(&self) -> bool {
        self.has_place() && !(self.pay == "due" && self.until_at.is_some())
    }

    /// Counts as taken: a place, or an offer of one.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        matches!(self.state.as_str(), "placed" | "offered")
    }
}

const COLUMNS: &str = "allotment_id, number, turn, person, ordinal, home, key, heads, share, pot, state, rank, received_at, \
    decided_at, until_at, pay, price, subsidy, answers, receipt";
const WIDTH: usize = 20;
/// True of every entry, and the third column of the index by person. An allotment fills within minutes, before SQLite's planner
/// has learnt anything of it; without this it takes the people of a question for more than the entries of an allotment, and walks
/// through all of those (with a plain `JOIN` through all there are).
const BY_PERSON: &str = "desk_entry.turn >= 0";
/// 256 rows are 5,120 binds.
const MOST_ROWS: usize = 256;

pub(crate) async fn insert(tx: &Tx, entries: &[&Entry]) -> Outcome<()> {
    for some in portions(entries, MOST_ROWS) {
        let mut values: Vec<Value> = Vec::with_capacity(some.len() * WIDTH);
        for e in some {
            values.extend(binds![e.allotment_id, e.number, e.turn, e.person, e.ordinal, e.home, e.key, e.heads, e.share, e.pot]);
            values.extend(binds![e.state.clone(), e.rank, e.received_at, e.decided_at, e.until_at, e.pay.clone()]);
            values.extend(binds![e.price, e.subsidy, e.answers.clone(), e.receipt.clone()]);
        }
        let sql = format!("INSERT INTO desk_entry ({COLUMNS}) VALUES {}", tuples(some.len(), WIDTH));
        run(&**tx, &sql, values).await?;
    }
    Ok(())
}

/// Everything these people have asked of these allotments, over or not, by allotment and number; each pair is a person and what he
/// asks now.
pub(crate) async fn of_pairs(db: &impl ConnectionTrait, pairs: &[(Uuid, Uuid)]) -> Outcome<Vec<Entry>> {
    let mut found = Vec::new();
    for some in asked_or(pairs, MOST_ROWS, (Uuid::nil(), Uuid::nil())) {
        found.extend(
            all::<Entry>(db, &sql_of_pairs(some.len()), some.into_iter().flat_map(|(person, of)| binds![person, of])).await?,
        );
    }
    // Asked for in order, SQLite would walk the whole allotment by its key instead of finding the people.
    found.sort_unstable_by_key(|e| (e.allotment_id, e.number));
    // Whoever asks twice in one batch is named twice.
    found.dedup_by_key(|e| (e.allotment_id, e.number));
    Ok(found)
}

fn sql_of_pairs(count: usize) -> String {
    format!(
        "SELECT {COLUMNS} FROM (VALUES {}) asked CROSS JOIN desk_entry \
         WHERE desk_entry.person = asked.column1 AND desk_entry.allotment_id = asked.column2 AND {BY_PERSON}",
        tuples(count, 2)
    )
}

/// What this person asked under this key; another's key is his own affair.
pub(crate) async fn by_key(db: &impl ConnectionTrait, allotment: Uuid, person: Uuid, key: Uuid) -> Outcome<Option<Entry>> {
    Ok(of_pairs(db, &[(person, allotment)]).await?.into_iter().find(|e| e.key == key))
}

pub(crate) async fn get(db: &impl ConnectionTrait, allotment: Uuid, number: i64) -> Outcome<Option<Entry>> {
    one(db, &format!("SELECT {COLUMNS} FROM desk_entry WHERE allotment_id = $1 AND number = $2"), binds![allotment, number]).await
}

/// Those of these numbers.
pub(crate) async fn of_numbers(db: &impl ConnectionTrait, allotment: Uuid, numbers: &[i64]) -> Outcome<Vec<Entry>> {
    let mut found = Vec::new();
    for some in asked(numbers, MOST_ROWS) {
        let sql = format!("SELECT {COLUMNS} FROM desk_entry WHERE allotment_id = $1 AND number IN ({})", places(2, some.len()));
        found.extend(
            all::<Entry>(db, &sql, std::iter::once(Value::from(allotment)).chain(some.into_iter().map(Value::from))).await?,
        );
    }
    Ok(found)
}

/// The newest entry of a person: the one that stands, else the last that was over.
pub(crate) async fn newest(db: &impl ConnectionTrait, allotment: Uuid, person: Uuid) -> Outcome<Option<Entry>> {
    Ok(of_pairs(db, &[(person, allotment)]).await?.pop())
}

/// What each of these people has asked for anywhere, the newest `most` first; views over all allotments may fan out.
pub(crate) async fn of_people(db: &impl ConnectionTrait, people: &[Uuid], most: u64) -> Outcome<HashMap<Uuid, Vec<Entry>>> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let mut found: HashMap<Uuid, Vec<Entry>> = HashMap::with_capacity(people.len());
    for some in asked(people, MOST_ROWS) {
        let sql = format!(
            "SELECT {COLUMNS} FROM (SELECT {COLUMNS}, ROW_NUMBER() OVER (PARTITION BY person ORDER BY received_at DESC, number DESC) \
             AS nth FROM desk_entry WHERE person IN ({})) own WHERE nth <= $1 ORDER BY person, nth",
            places(2, some.len())
        );
        let values = std::iter::once(Value::from(most)).chain(some.into_iter().map(Value::from));
        for entry in all::<Entry>(db, &sql, values).await? {
            found.entry(entry.person).or_default().push(entry);
        }
    }
    Ok(found)
}

/// As [`of_people`], of one.
pub(crate) async fn of_person(db: &impl ConnectionTrait, person: Uuid, most: u64) -> Outcome<Vec<Entry>> {
    Ok(of_people(db, &[person], most).await?.remove(&person).unwrap_or_default())
}

/// The front of the waiting list, behind the rank given.
pub(crate) async fn waiting(db: &impl ConnectionTrait, allotment: Uuid, behind: i64, most: i64) -> Outcome<Vec<Entry>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM desk_entry WHERE allotment_id = $1 AND state = 'waiting' AND rank > $2 ORDER BY rank LIMIT $3"
    );
    all(db, &sql, binds![allotment, behind, most]).await
}

/// How many wait before this rank.
pub(crate) async fn ahead(db: &impl ConnectionTrait, allotment: Uuid, rank: i64) -> Outcome<i64> {
    let sql = "SELECT COUNT(*) FROM desk_entry WHERE allotment_id = $1 AND state = 'waiting' AND rank < $2";
    Ok(scalar(db, sql, binds![allotment, rank]).await?.unwrap_or(0))
}

/// Those in one of these states, by number.
pub(crate) async fn in_states(
    db: &impl ConnectionTrait,
    allotment: Uuid,
    states: &[&str],
    skip: u64,
    most: u64,
) -> Outcome<Vec<Entry>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM desk_entry WHERE allotment_id = $1 AND state IN ({}) ORDER BY rank, number LIMIT ${} OFFSET ${}",
        places(2, states.len()),
        states.len() + 2,
        states.len() + 3
    );
    let values = std::iter::once(Value::from(allotment)).chain(states.iter().map(|s| Value::from((*s).to_owned())));
    let values = values.chain(binds![i64::try_from(most).unwrap_or(i64::MAX), i64::try_from(skip).unwrap_or(i64::MAX)]);
    all(db, &sql, values).await
}

/// Offers and prices that have fallen due.
pub(crate) async fn overdue(tx: &Tx, allotment: Uuid, now: i64) -> Outcome<Vec<Entry>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM desk_entry WHERE allotment_id = $1 AND turn = 0 AND until_at <= $2 \
         AND (state = 'offered' OR (state = 'placed' AND pay = 'due')) ORDER BY until_at, number"
    );
    all(&**tx, &sql, binds![allotment, now]).await
}

/// Writes what a change made of an entry; the allotment is held. Answers are no part of it: they are the person's own to change
/// and to take away, beside whatever moves the entry.
pub(crate) async fn update(tx: &Tx, e: &Entry) -> Outcome<()> {
    let sql = "UPDATE desk_entry SET turn = $1, state = $2, pot = $3, rank = $4, until_at = $5, pay = $6, subsidy = $7, \
        decided_at = $8 WHERE allotment_id = $9 AND number = $10";
    let mut values = binds![e.turn, e.state.clone(), e.pot, e.rank, e.until_at, e.pay.clone(), e.subsidy].to_vec();
    values.extend(binds![e.decided_at, e.allotment_id, e.number]);
    run(&**tx, sql, values).await?;
    Ok(())
}

/// Writes what somebody answered, sealed, to the entry that stands.
///
/// # Errors
/// [`store::Fault::NotFound`] where he left meanwhile.
pub(crate) async fn set_answers(tx: &Tx, allotment: Uuid, number: i64, sealed: &str) -> Outcome<()> {
    let sql = "UPDATE desk_entry SET answers = $1 WHERE allotment_id = $2 AND number = $3 AND turn = 0";
    if run(&**tx, sql, binds![sealed, allotment, number]).await? == 1 { Ok(()) } else { Err(store::Fault::NotFound) }
}

/// How many heads each state has, for figures and for [`crate::check`].
#[derive(Clone, Debug, FromQueryResult)]
pub struct StateCount {
    pub state: String,
    pub pay: String,
    pub people: i64,
    pub heads: i64,
    pub price: i64,
    pub subsidy: i64,
}

pub(crate) async fn counts(db: &impl ConnectionTrait, allotment: Uuid) -> Outcome<Vec<StateCount>> {
    let sql = "SELECT state, pay, COUNT(*) AS people, CAST(SUM(heads) AS BIGINT) AS heads, CAST(SUM(price) AS BIGINT) AS price, \
        CAST(SUM(subsidy) AS BIGINT) AS subsidy FROM desk_entry WHERE allotment_id = $1 GROUP BY state, pay ORDER BY state, pay";
    all(db, sql, binds![allotment]).await
}

/// Which of these people ended an allotment without a place: they waited, were passed over or not drawn.
pub(crate) async fn missed(db: &impl ConnectionTrait, allotment: Uuid, people: &[Uuid]) -> Outcome<Vec<Uuid>> {
    #[derive(FromQueryResult)]
    struct Row {
        person: Uuid,
    }
    let mut found = Vec::new();
    for some in asked(people, MOST_ROWS) {
        let sql = format!(
            "SELECT person FROM desk_entry WHERE allotment_id = $1 AND turn = 0 AND state IN ('waiting', 'unplaced') AND person IN ({})",
            places(2, some.len())
        );
        let values = std::iter::once(Value::from(allotment)).chain(some.into_iter().map(Value::from));
        found.extend(all::<Row>(db, &sql, values).await?.into_iter().map(|r| r.person));
    }
    Ok(found)
}

/// Who has a place and owes its price, or (`is_back`) has left and is owed it, by number.
pub(crate) async fn owing(db: &impl ConnectionTrait, allotment: Uuid, is_back: bool, most: i64) -> Outcome<Vec<Entry>> {
    let which = if is_back { "turn <> 0 AND pay = 'paid'" } else { "turn = 0 AND state = 'placed' AND pay = 'due'" };
    let sql = format!("SELECT {COLUMNS} FROM desk_entry WHERE allotment_id = $1 AND {which} ORDER BY number LIMIT $2");
    all(db, &sql, binds![allotment, most]).await
}

/// People of one allotment whose money is promised or spent: what an account is spoken for.
pub(crate) async fn promised(db: &impl ConnectionTrait, account: Uuid) -> Outcome<Vec<Promised>> {
    let sql = "SELECT a.id, a.title, a.waiting, CAST(COALESCE(SUM(e.subsidy), 0) AS BIGINT) AS fen, \
        CAST(COALESCE(SUM(CASE WHEN e.subsidy > 0 THEN e.heads ELSE 0 END), 0) AS BIGINT) AS heads \
        FROM desk_allotment a LEFT JOIN desk_entry e ON e.allotment_id = a.id WHERE a.account = $1 \
        GROUP BY a.id, a.title, a.waiting, a.opens_at ORDER BY a.opens_at DESC, a.id";
    all(db, sql, binds![account]).await
}

/// What one allotment has of an account, promised and spent together.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Promised {
    pub id: Uuid,
    pub title: String,
    pub waiting: i64,
    pub fen: i64,
    pub heads: i64,
}

#[cfg(test)]
mod tests;
