use serde_json::json;
use store::{Fault, Outcome, Tx};
use uuid::Uuid;

use crate::desk::counter::{group, number, place};
use crate::desk::spanning::Spanning;
use crate::rows::allotment::{self, Allotment};
use crate::rows::claim;
use crate::rows::entry::{self, Entry};
use crate::rows::share::{self, Share};
use crate::rows::{account, movement, sheets, step};
use crate::rules::room::{Room, Waiter};
use crate::verbs::expire::look_at;

/// People of the list looked at in one step.
const FRONT: i64 = 256;

/// An allotment held for a change, with its room; what is changed is written by [`Held::close`].
pub(crate) struct Held {
    pub allotment: Allotment,
    shares: Vec<Share>,
    pub room: Room,
    spanning: Spanning,
    /// Fen promised (or freed, where negative) meanwhile.
    promised: i64,
}

impl Held {
    /// Holds an allotment and what it draws on.
    ///
    /// # Errors
    /// [`Fault::NotFound`].
    pub async fn open(tx: &Tx, id: Uuid) -> Outcome<Self> {
        let allotment = allotment::lock(tx, id).await?.ok_or(Fault::NotFound)?;
        let shares = share::of(&**tx, id).await?;
        let mut spanning = Spanning::default();
        spanning.hold(tx, &allotment).await?;
        let mut room = allotment.room(shares.iter().map(Share::group).collect(), None);
        room.purse = spanning.purse(&allotment);
        Ok(Self { allotment, shares, room, spanning, promised: 0 })
    }

    /// The standing entry of a person.
    ///
    /// # Errors
    /// [`Fault::NotFound`]: he has none.
    pub async fn standing(&self, tx: &Tx, person: Uuid) -> Outcome<Entry> {
        let newest = entry::newest(&**tx, self.allotment.id, person).await?;
        newest.filter(Entry::stands).ok_or(Fault::NotFound)
    }

    /// Ends an entry: `state` says how. What it held is free again, and what was answered is gone.
    pub async fn end(&mut self, tx: &Tx, e: &mut Entry, state: &str, by: Option<Uuid>) -> Outcome<()> {
        let heads = i64::from(e.heads);
        // What was used stays spent.
        let spent = if e.subsidy > 0 { movement::spent_of(&**tx, self.allotment.id, e.number).await? } else { 0 };
        if e.is_counted() {
            self.room.give_back(group(e.pot), heads);
            if let Some(claim) = self.allotment.claim() {
                claim::give_back(tx, &claim, e.person, heads).await?;
            }
            self.promised -= e.subsidy - spent;
            self.spanning.spend(&self.allotment, spent - e.subsidy);
            self.room.purse = self.spanning.purse(&self.allotment);
        } else if e.state == "waiting" {
            self.room.wait(group(e.share), -1);
        }
        (e.state, e.turn, e.until_at, e.pot, e.subsidy) = (state.into(), e.number, None, 0, spent);
        e.pay = match e.pay.as_str() {
            // Money that was taken is given back at the desk, which then says so.
            "paid" => "paid".into(),
            _ => "none".into(),
        };
        e.decided_at = tx.now();
        entry::update(tx, e).await?;
        sheets::end(tx, e).await?;
        step::add(tx, self.allotment.id, e.number, state, 0, by).await
    }

    /// Gives what is free to those who wait, in their order.
    pub async fn move_up(&mut self, tx: &Tx) -> Outcome<()> {
        if self.allotment.is_cancelled() || (self.allotment.is_draw() && self.allotment.state != "drawn") {
            return Ok(());
        }
        let mut behind = i64::MIN;
        // What came before those looked at, so that each knows which place of the list was his.
        let mut passed = 0;
        while self.room.free() > 0 && self.room.waiting > 0 {
            let front = entry::waiting(&**tx, self.allotment.id, behind, FRONT).await?;
            let Some(last) = front.last() else { break };
            behind = last.rank;
            let waiters: Vec<Waiter> =
                front.iter().map(|e| Waiter { group: group(e.share), heads: i64::from(e.heads) }).collect();
            let mut is_again = false;
            for (n, pot) in self.room.advance(&waiters) {
                let mut e = front[n].clone();
                e.pot = number(pot);
                if !self.give(tx, &mut e, passed + i64::try_from(n).unwrap_or(0) + 1).await? {
                    // His claim was used up elsewhere: what he was given goes to the others, from the front.
                    self.room.give_back(pot, i64::from(e.heads));
                    is_again = true;
                }
            }
            if is_again {
                (behind, passed) = (i64::MIN, 0);
            } else {
                passed += i64::try_from(front.len()).unwrap_or(0);
            }
        }
        Ok(())
    }

    /// Gives a place, or offers it; `false` when the person may have no more of what spans several allotments.
    async fn give(&mut self, tx: &Tx, e: &mut Entry, from: i64) -> Outcome<bool> {
        let (a, heads) = (&self.allotment, i64::from(e.heads));
        if let Some(claim) = a.claim()
            && claim::take(tx, &claim, &mut [(e.person, heads)]).await? == 0
        {
            (e.state, e.pot, e.decided_at) = ("unplaced".into(), 0, tx.now());
            entry::update(tx, e).await?;
            sheets::end(tx, e).await?;
            step::add(tx, a.id, e.number, "claimed", from, None).await?;
            return Ok(false);
        }
        place(a, e, tx.now());
        if a.offer_minutes > 0 {
            e.state = "offered".into();
            e.pay = "none".into();
            e.until_at = Some(tx.now() + a.offer_minutes * 60_000);
        }
        self.promised += e.subsidy;
        self.spanning.spend(a, e.subsidy);
        self.room.purse = self.spanning.purse(a);
        entry::update(tx, e).await?;
        step::add(tx, a.id, e.number, &e.state, from, None).await?;
        if let Some(due) = e.until_at {
            look_at(tx, a.id, due).await?;
        }
        jobs::emit(tx, a.id, "signups.moved_up", json!({ "number": e.number })).await?;
        Ok(true)
    }

    /// Writes the counters.
    pub async fn close(self, tx: &Tx) -> Outcome<()> {
        let before = self.allotment;
        let mut after = before.clone();
        (after.taken, after.waiting) = (self.room.taken, self.room.waiting);
        allotment::count(tx, &[(&before, after)]).await?;
        share::count(tx, before.id, &self.shares, &self.room.groups).await?;
        match before.account {
            Some(account) => account::reserve(tx, account, self.promised).await,
            None => Ok(()),
        }
    }
}
