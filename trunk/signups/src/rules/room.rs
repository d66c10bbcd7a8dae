//! How places are given: to whoever comes, and to whoever waits when one comes free.
//!
//! Nobody is overtaken but by a rule that says so: places set apart for another group, a cap on the own group, or an
//! allotment that says a place nobody ahead can use (a family of four, one place) goes to the next who can.

/// What groups are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    None,
    /// A group's places are kept for it until they are given up; everybody else has what is left.
    Shares,
    /// A group has no more than so many.
    Caps,
}

/// A group with places of its own, or with a cap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    pub most: i64,
    /// Heads whose place is counted here.
    pub taken: i64,
    /// People who wait.
    pub waiting: i64,
}

impl Group {
    fn left(self) -> i64 {
        self.most - self.taken
    }
}

/// Where a place is counted besides the whole: nowhere, or with a group (its index).
pub type Pot = Option<usize>;

/// What an arrival comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    Placed(Pot),
    Waits,
    /// No place, and no list or a full one.
    Full,
}

/// An allotment's room at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    pub sharing: Sharing,
    /// A free place waits for the first in line, even if he needs more than one.
    pub is_strict: bool,
    pub places: i64,
    /// Heads with a place or an offer.
    pub taken: i64,
    /// People on the list.
    pub waiting: i64,
    /// People the list takes.
    pub waits: i64,
    /// Heads the budget still pays for; none where nothing is paid.
    pub purse: Option<i64>,
    pub groups: Vec<Group>,
}

/// One who waits: the group, if any, and for how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiter {
    pub group: Option<usize>,
    pub heads: i64,
}

impl Room {
    /// Heads there is room and money for, whatever the groups.
    #[must_use]
    pub fn free(&self) -> i64 {
        let free = (self.places - self.taken).max(0);
        self.purse.map_or(free, |purse| free.min(purse))
    }

    /// Heads there is room for outside what is kept for groups.
    fn open(&self) -> i64 {
        let kept: i64 = if self.sharing == Sharing::Shares { self.groups.iter().map(|g| g.left()).sum() } else { 0 };
        let open = (self.places - self.taken - kept).max(0);
        self.purse.map_or(open, |purse| open.min(purse))
    }

    fn group(&self, group: Option<usize>) -> Option<Group> {
        group.and_then(|g| self.groups.get(g)).copied()
    }

    /// Heads left in the group's own places, where it has such.
    fn own(&self, group: Option<usize>) -> i64 {
        match self.sharing {
            Sharing::Shares => self.group(group).map_or(0, Group::left).min(self.free()),
            _ => 0,
        }
    }

    /// Heads left in what is for everybody, as far as the group's cap goes.
    fn common(&self, group: Option<usize>) -> i64 {
        match (self.sharing, self.group(group)) {
            (Sharing::Caps, Some(group)) => self.free().min(group.left()),
            (Sharing::Caps, None) => self.free(),
            _ => self.open(),
        }
    }

    /// Where a place taken from what is for everybody is counted.
    fn common_pot(&self, group: Option<usize>) -> Pot {
        if self.sharing == Sharing::Caps { group.filter(|g| *g < self.groups.len()) } else { None }
    }

    /// Takes places.
    pub fn take(&mut self, pot: Pot, heads: i64) {
        self.taken += heads;
        if let Some(purse) = &mut self.purse {
            *purse -= heads;
        }
        if let Some(group) = pot.and_then(|g| self.groups.get_mut(g)) {
            group.taken += heads;
        }
    }

    /// Gives places back to the pot they came from.
    pub fn give_back(&mut self, pot: Pot, heads: i64) {
        self.take(pot, -heads);
    }

    /// Somebody joins the list, or leaves it (`by` is -1).
    pub fn wait(&mut self, group: Option<usize>, by: i64) {
        self.waiting += by;
        if let Some(group) = group.and_then(|g| self.groups.get_mut(g)) {
            group.waiting += by;
        }
    }

    /// Whether somebody waits who is held up by nothing but the number of his people, so that a newcomer may not pass him.
    fn is_blocked(&self) -> bool {
        let at_cap = |g: &&Group| self.sharing == Sharing::Caps && g.left() <= 0;
        let held_by_rule: i64 = self.groups.iter().filter(at_cap).map(|g| g.waiting).sum();
        self.is_strict && self.waiting > held_by_rule
    }

    /// Decides on somebody who comes now, and counts him.
    pub fn arrive(&mut self, group: Option<usize>, heads: i64) -> Arrival {
        let is_group_blocked = self.is_strict && self.group(group).is_some_and(|g| g.waiting > 0);
        if !is_group_blocked && self.own(group) >= heads {
            self.take(group, heads);
            return Arrival::Placed(group);
        }
        if !self.is_blocked() && self.common(group) >= heads {
            let pot = self.common_pot(group);
            self.take(pot, heads);
            return Arrival::Placed(pot);
        }
        if self.waiting < self.waits {
            self.wait(group, 1);
            return Arrival::Waits;
        }
        Arrival::Full
    }

    /// Gives what is free to those who wait, who stand in `queue` in the order of the list, and counts them: which of them,
    /// each with the pot. Whoever is not named waits on.
    pub fn advance(&mut self, queue: &[Waiter]) -> Vec<(usize, Pot)> {
        let mut given = Vec::new();
        let mut stuck_groups = vec![false; self.groups.len()];
        let mut is_common_stuck = false;
        for (n, waiter) in queue.iter().enumerate() {
            if self.free() <= 0 {
                break;
            }
            let is_stuck = |stuck: &[bool]| waiter.group.and_then(|g| stuck.get(g)).copied().unwrap_or(false);
            let own = self.own(waiter.group);
            if own >= waiter.heads && !is_stuck(&stuck_groups) {
                self.take(waiter.group, waiter.heads);
                self.wait(waiter.group, -1);
                given.push((n, waiter.group));
                continue;
            }
            let common = self.common(waiter.group);
            if common >= waiter.heads && !is_common_stuck {
                let pot = self.common_pot(waiter.group);
                self.take(pot, waiter.heads);
                self.wait(waiter.group, -1);
                given.push((n, pot));
                continue;
            }
            // He waits on; what is too little for him waits with him.
            if self.is_strict {
                is_common_stuck |= common > 0;
                if own > 0
                    && let Some(stuck) = waiter.group.and_then(|g| stuck_groups.get_mut(g))
                {
                    *stuck = true;
                }
            }
        }
        given
    }
}
