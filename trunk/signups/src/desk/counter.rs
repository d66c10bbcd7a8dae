use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use membership::Standing;
use store::{Outcome, Tx};
use uuid::Uuid;

use super::spanning::Spanning;
use super::{Decided, Refusal, Wish};
use crate::house::Signups;
use crate::rows::account;
use crate::rows::allotment::{self, Allotment};
use crate::rows::claim::{self, Claim};
use crate::rows::entry::{self, Entry};
use crate::rows::share::{self, Share};
use crate::rules::room::{Arrival, Room};

/// One allotment while it is held: what stood, and what the batch makes of it.
pub(crate) struct Counter {
    pub before: Allotment,
    pub after: Allotment,
    pub shares: Vec<Share>,
    pub room: Room,
    /// What the people of this batch asked here before, and what they ask now.
    asked: HashMap<Uuid, Vec<Arc<Entry>>>,
    claim: Option<Claim>,
    claimed: Arc<HashMap<Uuid, i64>>,
    /// Claims this batch takes.
    claims: BTreeMap<Uuid, i64>,
    /// Which of these people missed an earlier allotment, by the share that is kept for them.
    missed: HashMap<Uuid, i32>,
    new: Vec<Arc<Entry>>,
    subsidies: i64,
}

impl Counter {
    /// Holds the allotments that these wishes name and reads what decisions on them need, in the order of their ids. An
    /// allotment that is not there is left out.
    pub async fn open_all(tx: &Tx, wishes: &BTreeMap<Uuid, Vec<Uuid>>) -> Outcome<Vec<Self>> {
        let ids: Vec<Uuid> = wishes.keys().copied().collect();
        let pairs: Vec<(Uuid, Uuid)> = wishes.iter().flat_map(|(id, people)| people.iter().map(|p| (*p, *id))).collect();
        let held = allotment::lock_all(tx, &ids).await?;
        let mut asked: HashMap<Uuid, HashMap<Uuid, Vec<Arc<Entry>>>> = HashMap::new();
        for entry in entry::of_pairs(&**tx, &pairs).await? {
            let of = asked.entry(entry.allotment_id).or_default();
            of.entry(entry.person).or_default().push(Arc::new(entry));
        }
        let claimed = claimed(tx, &held, wishes).await?;
        let mut counters = Vec::with_capacity(held.len());
        for before in held {
            let asked = asked.remove(&before.id).unwrap_or_default();
            let people = wishes.get(&before.id).map_or(&[][..], Vec::as_slice);
            counters.push(Self::open(tx, before, asked, &claimed, people).await?);
        }
        Ok(counters)
    }

    async fn open(
        tx: &Tx,
        before: Allotment,
        asked: HashMap<Uuid, Vec<Arc<Entry>>>,
        claimed: &Claimed,
        people: &[Uuid],
    ) -> Outcome<Self> {
        let shares = if before.sharing == "none" { Vec::new() } else { share::of(&**tx, before.id).await? };
        let claim = before.claim();
        let claimed = claim.as_ref().and_then(|c| claimed.get(&(c.id, c.period.clone()))).cloned().unwrap_or_default();
        let mut missed = HashMap::new();
        for share in shares.iter().filter(|s| s.kind == "missed") {
            for person in entry::missed(&**tx, share.whose, people).await? {
                missed.entry(person).or_insert(share.n);
            }
        }
        let room = before.room(shares.iter().map(Share::group).collect(), None);
        let (claims, new) = (BTreeMap::new(), Vec::new());
        Ok(Self { after: before.clone(), before, shares, room, asked, claim, claimed, claims, missed, new, subsidies: 0 })
    }

    /// Decides on one wish, in the order in which they came.
    pub fn decide(&mut self, signups: &Signups, tx: &Tx, spanning: &mut Spanning, wish: &Wish, standing: &Standing) -> Decided {
        let asked = self.asked.get(&wish.person).map_or(&[][..], Vec::as_slice);
        if let Some(entry) = asked.iter().find(|e| e.key == wish.key).or(asked.iter().find(|e| e.stands())) {
            return Decided::Already(Arc::clone(entry));
        }
        if self.before.is_cancelled() {
            return Decided::Refused(Refusal::Cancelled);
        }
        if self.before.state == "drawn" || wish.received_at >= self.before.closes_at {
            return Decided::Refused(Refusal::Late(self.before.closes_at));
        }
        let heads = i64::from(wish.heads);
        if let Some(claim) = &self.claim {
            let had = self.claimed.get(&wish.person).copied().unwrap_or(0) + spanning.claimed(claim, wish.person);
            if had + heads > claim.most {
                return Decided::Refused(Refusal::Claimed(claim.clone()));
            }
        }
        let share = self.share_of(signups, standing);
        let arrival = if self.before.is_draw() { None } else { Some(self.room.arrive(group(share), heads)) };
        if arrival == Some(Arrival::Full) {
            let (number, at) = (self.after.full_number.unwrap_or(0), self.after.full_at.unwrap_or(0));
            return Decided::Refused(Refusal::Full { number, at });
        }
        self.after.last += 1;
        let mut entry = Entry {
            allotment_id: self.before.id,
            number: self.after.last,
            turn: 0,
            person: wish.person,
            ordinal: standing.ordinal,
            home: standing.home,
            key: wish.key,
            heads: wish.heads,
            share,
            pot: 0,
            state: "entered".into(),
            rank: self.after.last,
            received_at: wish.received_at,
            decided_at: tx.now(),
            until_at: None,
            pay: "none".into(),
            price: self.before.own_part(heads),
            subsidy: 0,
            answers: wish.answers.clone(),
            receipt: None,
        };
        match arrival {
            None => {
                let mut receipt = [0; 16];
                tx.store().ids().fill(&mut receipt);
                entry.receipt = Some(receipt.to_vec());
            }
            Some(Arrival::Placed(pot)) => {
                entry.pot = number(pot);
                place(&self.before, &mut entry, tx.now());
                self.subsidies += entry.subsidy;
                spanning.spend(&self.before, entry.subsidy);
                if let Some(claim) = &self.claim {
                    spanning.take_claim(claim, wish.person, heads);
                    *self.claims.entry(wish.person).or_insert(0) += heads;
                }
                if self.room.free() <= 0 && self.after.full_at.is_none() {
                    self.after.full_at = Some(tx.now());
                    self.after.full_number = Some(entry.number);
                }
            }
            Some(Arrival::Waits | Arrival::Full) => entry.state = "waiting".into(),
        }
        let entry = Arc::new(entry);
        self.new.push(Arc::clone(&entry));
        self.asked.entry(wish.person).or_default().push(Arc::clone(&entry));
        Decided::Entered(entry)
    }

    /// The group somebody belongs to, by the first share that is his; 0 for none.
    fn share_of(&self, signups: &Signups, standing: &Standing) -> i32 {
        let federation = signups.federation();
        let is_his = |share: &&Share| match share.kind.as_str() {
            "missed" => self.missed.get(&standing.person) == Some(&share.n),
            _ => standing.home.is_some_and(|home| federation.is_within(home, share.whose)),
        };
        self.shares.iter().find(is_his).map_or(0, |share| share.n)
    }

    /// What the new places take of a claim.
    pub fn claims(&self) -> Option<(&Claim, &BTreeMap<Uuid, i64>)> {
        self.claim.as_ref().filter(|_| !self.claims.is_empty()).map(|claim| (claim, &self.claims))
    }

    /// What the batch makes new, in the order of the numbers.
    pub fn new_entries(&self) -> impl Iterator<Item = &Entry> {
        self.new.iter().map(|e| &**e)
    }

    /// The allotment as it was held and as it is now; nothing where nobody was entered.
    pub fn counted(&self) -> Option<(&Allotment, Allotment)> {
        let now = || Allotment { taken: self.room.taken, waiting: self.room.waiting, ..self.after.clone() };
        (!self.new.is_empty()).then(|| (&self.before, now()))
    }

    /// Writes what hangs on the allotment, whose own counters and new entries are written for all allotments together.
    pub async fn write(&self, tx: &Tx) -> Outcome<()> {
        if self.new.is_empty() {
            return Ok(());
        }
        share::count(tx, self.before.id, &self.shares, &self.room.groups).await?;
        if let Some(account) = self.before.account {
            account::reserve(tx, account, self.subsidies).await?;
        }
        if let Some(due) = self.new.iter().filter_map(|e| e.until_at).min() {
            crate::verbs::expire::look_at(tx, self.before.id, due).await?;
        }
        Ok(())
    }
}

/// Heads people have of each claim in its period.
type Claimed = HashMap<(Uuid, String), Arc<HashMap<Uuid, i64>>>;

/// What the people who wish have of the claims of these allotments: several allotments under one claim ask once.
async fn claimed(tx: &Tx, held: &[Allotment], wishes: &BTreeMap<Uuid, Vec<Uuid>>) -> Outcome<Claimed> {
    let mut asking: BTreeMap<(Uuid, String), (Claim, Vec<Uuid>)> = BTreeMap::new();
    for (allotment, claim) in held.iter().filter_map(|a| a.claim().map(|c| (a.id, c))) {
        let (_, people) = asking.entry((claim.id, claim.period.clone())).or_insert_with(|| (claim, Vec::new()));
        people.extend(wishes.get(&allotment).into_iter().flatten());
    }
    let mut found = HashMap::with_capacity(asking.len());
    for (key, (claim, people)) in asking {
        found.insert(key, Arc::new(claim::of_people(&**tx, &claim, &people).await?));
    }
    Ok(found)
}

/// Gives an entry its place: what it costs, who pays, and until when.
pub(crate) fn place(a: &Allotment, entry: &mut Entry, now: i64) {
    entry.state = "placed".into();
    entry.decided_at = now;
    entry.subsidy = if a.account.is_some() { a.subsidy * i64::from(entry.heads) } else { 0 };
    entry.until_at = None;
    if entry.price > 0 {
        entry.pay = "due".into();
        entry.until_at = (a.pay_minutes > 0).then(|| now + a.pay_minutes * 60_000);
    }
}

/// The group of a share's number, as the rules index it.
pub(crate) fn group(share: i32) -> Option<usize> {
    usize::try_from(share).ok()?.checked_sub(1)
}

/// The share's number of a group.
pub(crate) fn number(group: Option<usize>) -> i32 {
    group.and_then(|g| i32::try_from(g + 1).ok()).unwrap_or(0)
}
