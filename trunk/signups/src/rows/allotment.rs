use std::collections::{BTreeSet, HashMap};

use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Fault, Outcome, Tx, Value, all, asked, binds, cases, one, places, run};
use uuid::Uuid;

use crate::rows::claim::Claim;
use crate::rules::room::{Group, Room, Sharing};
use crate::rules::who::Who;

/// Raised with every allotment opened, changed or ended, and with nothing that a single entry does.
pub(crate) const VERSION: &str = "allotments";

/// Places that can be had, as they stand.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Allotment {
    pub id: Uuid,
    /// Who runs it, and sees who has a place.
    pub union_id: Uuid,
    /// What it is for: the room's name, and the id of its thing.
    pub room: String,
    pub subject: Uuid,
    pub title: String,
    /// Where everybody reads what it is; a path of this house.
    pub href: String,
    /// `first` or `draw`.
    pub policy: String,
    /// `none`, `shares` or `caps`.
    pub sharing: String,
    /// `strict` or `fit`.
    pub filling: String,
    pub places: i64,
    /// Heads with a place or an offer.
    pub taken: i64,
    /// People on the list.
    pub waiting: i64,
    /// The last queue number given.
    pub last: i64,
    /// Unix milliseconds, all three.
    pub opens_at: i64,
    pub closes_at: i64,
    pub withdraw_until: i64,
    /// A [`Who`] as JSON.
    pub who: String,
    pub heads_most: i32,
    /// Fen for one head, and what of it the account pays.
    pub price: i64,
    pub subsidy: i64,
    pub account: Option<Uuid>,
    pub claim: Option<Uuid>,
    pub claim_period: String,
    pub claim_most: i32,
    /// People the waiting list takes; 0 for none.
    pub waits: i64,
    /// 0: a place that came free is given at once.
    pub offer_minutes: i64,
    /// 0: nothing is due beforehand.
    pub pay_minutes: i64,
    /// `standing`, `drawn` or `cancelled`.
    pub state: String,
    /// When the last place was given for the first time, and to which number.
    pub full_at: Option<i64>,
    pub full_number: Option<i64>,
    pub revision: i32,
    pub opened_by: Option<Uuid>,
    pub recorded_at: i64,
}

impl Allotment {
    /// # Errors
    /// [`Fault::Internal`]: the row holds no rule.
    pub fn who(&self) -> Outcome<Who> {
        Who::read(&self.who)
    }

    #[must_use]
    pub fn is_draw(&self) -> bool {
        self.policy == "draw"
    }

    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.state == "cancelled"
    }

    /// What whoever has a place pays himself for so many heads, in fen.
    #[must_use]
    pub fn own_part(&self, heads: i64) -> i64 {
        (self.price - self.subsidy) * heads
    }

    /// What binds it to others.
    #[must_use]
    pub fn claim(&self) -> Option<Claim> {
        let (period, most) = (self.claim_period.clone(), i64::from(self.claim_most));
        self.claim.map(|id| Claim { id, period, most })
    }

    /// The room there is, with its groups; `funds` is what the account has left, in fen.
    #[must_use]
    pub(crate) fn room(&self, groups: Vec<Group>, funds: Option<i64>) -> Room {
        Room {
            sharing: match self.sharing.as_str() {
                "shares" => Sharing::Shares,
                "caps" => Sharing::Caps,
                _ => Sharing::None,
            },
            is_strict: self.filling == "strict",
            places: self.places,
            taken: self.taken,
            waiting: self.waiting,
            waits: self.waits,
            purse: funds.filter(|_| self.subsidy > 0).map(|fen| fen / self.subsidy),
            groups,
        }
    }
}

const MOST_ROWS: usize = 64;

const COLUMNS: &str = "id, union_id, room, subject, title, href, policy, sharing, filling, places, taken, waiting, last, opens_at, \
    closes_at, withdraw_until, who, heads_most, price, subsidy, account, claim, claim_period, claim_most, waits, offer_minutes, \
    pay_minutes, state, full_at, full_number, revision, opened_by, recorded_at";

pub(crate) async fn get(db: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Allotment>> {
    one(db, &format!("SELECT {COLUMNS} FROM desk_allotment WHERE id = $1"), binds![id]).await
}

/// Several, by their ids.
pub(crate) async fn of_ids(db: &impl ConnectionTrait, ids: &[Uuid]) -> Outcome<HashMap<Uuid, Allotment>> {
    let mut found = HashMap::with_capacity(ids.len());
    // Most who look in one moment look at the same few.
    let ids: Vec<Uuid> = ids.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    for some in asked(&ids, MOST_ROWS) {
        let sql = format!("SELECT {COLUMNS} FROM desk_allotment WHERE id IN ({})", places(1, some.len()));
        found.extend(all::<Allotment>(db, &sql, some.into_iter().map(Value::from)).await?.into_iter().map(|a| (a.id, a)));
    }
    Ok(found)
}

/// The allotment, held until the commit: of all that is decided on it, one comes after the other.
pub(crate) async fn lock(tx: &Tx, id: Uuid) -> Outcome<Option<Allotment>> {
    tx.lock(&format!("SELECT {COLUMNS} FROM desk_allotment WHERE id = $1"), binds![id]).await
}

/// Several, held until the commit, in the order of their ids.
pub(crate) async fn lock_all(tx: &Tx, ids: &[Uuid]) -> Outcome<Vec<Allotment>> {
    let mut found = Vec::with_capacity(ids.len());
    for some in asked(ids, MOST_ROWS) {
        let sql = format!("SELECT {COLUMNS} FROM desk_allotment WHERE id IN ({}) ORDER BY id", places(1, some.len()));
        found.extend(tx.lock_all::<Allotment>(&sql, some.into_iter().map(Value::from)).await?);
    }
    Ok(found)
}

/// Those of one thing of a room, in the order in which they open.
pub(crate) async fn of_subject(db: &impl ConnectionTrait, subject: Uuid) -> Outcome<Vec<Allotment>> {
    let sql = format!("SELECT {COLUMNS} FROM desk_allotment WHERE subject = $1 ORDER BY opens_at, id");
    all(db, &sql, binds![subject]).await
}

pub(crate) async fn insert(tx: &Tx, a: &Allotment) -> Outcome<()> {
    let sql = format!("INSERT INTO desk_allotment ({COLUMNS}) VALUES {}", store::tuples(1, 33));
    let mut values = binds![a.id, a.union_id, a.room.clone(), a.subject, a.title.clone(), a.href.clone()].to_vec();
    values.extend(binds![a.policy.clone(), a.sharing.clone(), a.filling.clone(), a.places, a.taken, a.waiting, a.last]);
    values.extend(binds![a.opens_at, a.closes_at, a.withdraw_until, a.who.clone(), a.heads_most, a.price, a.subsidy, a.account]);
    values.extend(binds![a.claim, a.claim_period.clone(), a.claim_most, a.waits, a.offer_minutes, a.pay_minutes]);
    values.extend(binds![a.state.clone(), a.full_at, a.full_number, a.revision, a.opened_by, a.recorded_at]);
    run(&**tx, &sql, values).await?;
    tx.bump(VERSION);
    Ok(())
}

/// Writes the counters of allotments, each as it was when it was held and as it is now.
///
/// # Errors
/// [`Fault::Internal`] when one of them was changed while it was held; nothing may stand then.
pub(crate) async fn count(tx: &Tx, counted: &[(&Allotment, Allotment)]) -> Outcome<()> {
    if counted.is_empty() {
        return Ok(());
    }
    let mut next = 1;
    let mut set = |column: &str| format!("{column} = {}", cases("id", counted.len(), &mut next));
    let set = ["taken", "waiting", "last", "full_at", "full_number"].map(&mut set).join(", ");
    let ids = places(next, counted.len());
    next += counted.len();
    let mut stood = |column: &str| format!("{column} = {}", cases("id", counted.len(), &mut next));
    let stood = ["taken", "waiting", "last"].map(&mut stood).join(" AND ");
    let sql = format!("UPDATE desk_allotment SET {set} WHERE id IN ({ids}) AND {stood}");
    let after = |value: fn(&Allotment) -> Value| counted.iter().flat_map(move |(_, a)| [Value::from(a.id), value(a)]);
    let before = |value: fn(&Allotment) -> Value| counted.iter().flat_map(move |(a, _)| [Value::from(a.id), value(a)]);
    let mut values: Vec<Value> = Vec::with_capacity(counted.len() * 17);
    values.extend(after(|a| a.taken.into()));
    values.extend(after(|a| a.waiting.into()));
    values.extend(after(|a| a.last.into()));
    values.extend(after(|a| a.full_at.into()));
    values.extend(after(|a| a.full_number.into()));
    values.extend(counted.iter().map(|(a, _)| Value::from(a.id)));
    values.extend(before(|a| a.taken.into()));
    values.extend(before(|a| a.waiting.into()));
    values.extend(before(|a| a.last.into()));
    if run(&**tx, &sql, values).await? == counted.len() as u64 {
        return Ok(());
    }
    Err(Fault::Internal("an allotment was changed while it was held".into()))
}

/// More places, or fewer.
pub(crate) async fn set_places(tx: &Tx, id: Uuid, places: i64) -> Outcome<()> {
    run(&**tx, "UPDATE desk_allotment SET places = $1, revision = revision + 1 WHERE id = $2", binds![places, id]).await?;
    tx.bump(VERSION);
    Ok(())
}

pub(crate) async fn set_state(tx: &Tx, id: Uuid, state: &str) -> Outcome<()> {
    run(&**tx, "UPDATE desk_allotment SET state = $1, revision = revision + 1 WHERE id = $2", binds![state, id]).await?;
    tx.bump(VERSION);
    Ok(())
}
