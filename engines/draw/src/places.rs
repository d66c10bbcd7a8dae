use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::entries::{Entry, Group};
use crate::hash::Hash;

/// How many places there are, and for whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "policy", rename_all = "kebab-case")]
pub enum Places {
    /// All alike.
    Open { places: u32 },
    /// Each group has places of its own first; what a group leaves, and what no group has, goes to everybody else in order.
    Shares { places: u32, shares: Vec<Share> },
    /// No more than so many for a group; who comes after that waits, even if places are left.
    Caps { places: u32, caps: Vec<Share> },
}

/// So many places of one group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub group: Group,
    pub places: u32,
}

/// What an entry came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    pub entry: Hash,
    /// Where it stands on the waiting list, from 1; none for who has a place.
    pub waits: Option<u32>,
}

impl Places {
    #[must_use]
    pub fn places(&self) -> u32 {
        match self {
            Self::Open { places } | Self::Shares { places, .. } | Self::Caps { places, .. } => *places,
        }
    }

    fn groups(&self) -> &[Share] {
        match self {
            Self::Open { .. } => &[],
            Self::Shares { shares: groups, .. } | Self::Caps { caps: groups, .. } => groups,
        }
    }

    /// Whether the groups stand in order, each once, and their shares are no more than there are places.
    #[must_use]
    pub fn is_possible(&self) -> bool {
        let shared: u64 = self.groups().iter().map(|share| u64::from(share.places)).sum();
        let is_enough = !matches!(self, Self::Shares { .. }) || shared <= u64::from(self.places());
        is_enough && self.groups().windows(2).all(|pair| pair[0].group < pair[1].group)
    }

    /// The same bytes for the same places, and only for them.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let kind = match self {
            Self::Open { .. } => 0,
            Self::Shares { .. } => 1,
            Self::Caps { .. } => 2,
        };
        let numbers = [kind, self.places()].into_iter().chain(self.groups().iter().flat_map(|s| [s.group, s.places]));
        numbers.flat_map(u32::to_be_bytes).collect()
    }

    /// Gives the places to entries in the order they were drawn in. Everybody has a lot, in that order.
    #[must_use]
    pub fn give(&self, drawn: &[Entry]) -> Vec<Lot> {
        let rooms: BTreeMap<Group, u32> = self.groups().iter().map(|share| (share.group, share.places)).collect();
        let has_place = match self {
            // Without a group of its own nobody is held back by a cap.
            Self::Open { places } | Self::Caps { places, .. } => by_caps(drawn, *places, rooms),
            Self::Shares { places, .. } => by_shares(drawn, *places, rooms),
        };
        let mut waiting = 0;
        let lot = |(entry, has_place): (&Entry, bool)| {
            waiting += u32::from(!has_place);
            Lot { entry: entry.entry, waits: (!has_place).then_some(waiting) }
        };
        drawn.iter().zip(has_place).map(lot).collect()
    }
}

fn by_shares(drawn: &[Entry], places: u32, mut shares: BTreeMap<Group, u32>) -> Vec<bool> {
    let mut left = places;
    let mut take = |room: Option<&mut u32>| match room {
        Some(room) if *room > 0 && left > 0 => {
            *room -= 1;
            left -= 1;
            true
        }
        _ => false,
    };
    let mut has_place: Vec<bool> = drawn.iter().map(|entry| take(shares.get_mut(&entry.group))).collect();
    for has_place in has_place.iter_mut().filter(|has_place| !**has_place) {
        if left == 0 {
            break;
        }
        left -= 1;
        *has_place = true;
    }
    has_place
}

fn by_caps(drawn: &[Entry], places: u32, mut caps: BTreeMap<Group, u32>) -> Vec<bool> {
    let mut left = places;
    drawn
        .iter()
        .map(|entry| {
            let room = caps.get_mut(&entry.group);
            if left == 0 || room.as_ref().is_some_and(|room| **room == 0) {
                return false;
            }
            left -= 1;
            if let Some(room) = room {
                *room -= 1;
            }
            true
        })
        .collect()
}
