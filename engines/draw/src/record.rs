use serde::{Deserialize, Serialize};

use crate::beacon::Beacon;
use crate::entries::{Entry, list_hash};
use crate::hash::{Hash, keyed};
use crate::places::{Lot, Places};
use crate::seed::Seed;

/// The shape of a record; another one is another number.
const SHAPE: u32 = 1;

/// Everything about a draw that has been held, as it is published: a JSON object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Always 1: the shape of this file.
    pub unionhall_draw: u32,
    /// Which draw, an id that stands in every hash.
    pub draw: String,
    pub places: Places,
    /// Published at opening.
    pub commitment: Hash,
    /// When entering ended, unix milliseconds.
    pub closed_at: i64,
    /// In the order of their hashes, each once.
    pub entries: Vec<Entry>,
    /// Published at closing.
    pub list: Hash,
    pub beacon: Beacon,
    pub seed: Seed,
    /// Everybody in the order drawn.
    pub lots: Vec<Lot>,
}

/// Why a record does not hold, in words for whoever looks into it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    #[error("the record has shape {0}; this program reads shape {SHAPE}")]
    Shape(u32),
    #[error("more places are set apart than there are, or the groups do not stand in order, each once")]
    Shares,
    #[error("the seed is not the one committed to at opening")]
    Commitment,
    #[error("the entries do not stand in order, or one stands twice")]
    Order,
    #[error("the list is not the one published at closing")]
    List,
    #[error("the public number has no name or no value")]
    BeaconMissing,
    #[error("the public number fell before entering closed")]
    BeaconEarly,
    #[error("fewer than two people sealed seeds, or one sealed twice")]
    SealsFew,
    #[error("seals were taken until before entering closed, or could be opened while they were still taken")]
    SealTimes,
    #[error("the seals do not stand in the order of their commitments, or two have the same")]
    SealOrder,
    #[error("{0} sealed when seals were no longer taken")]
    SealLate(String),
    #[error("fewer than two seals were opened; not by {0}")]
    OpenedFew(String),
    #[error("the seed opened by {0} is not the one sealed")]
    SealBroken(String),
    #[error("the lots are not those that seed, list and beacon give")]
    Lots,
}

impl Record {
    /// Holds a draw: puts the entries in order, and draws.
    ///
    /// # Errors
    /// Every [`Flaw`] that what is given has.
    pub fn hold(
        draw: impl Into<String>,
        places: Places,
        closed_at: i64,
        mut entries: Vec<Entry>,
        beacon: Beacon,
        seed: Seed,
    ) -> Result<Self, Vec<Flaw>> {
        entries.sort_unstable();
        let draw = draw.into();
        let list = list_hash(&draw, &entries);
        let commitment = seed.commitment();
        let mut record =
            Self { unionhall_draw: SHAPE, draw, places, commitment, closed_at, entries, list, beacon, seed, lots: Vec::new() };
        record.lots = record.draw()?;
        Ok(record)
    }

    /// Computes the draw again and says everything in which the record differs from it; nothing for one that holds.
    ///
    /// # Errors
    /// Every [`Flaw`] found.
    pub fn verify(&self) -> Result<(), Vec<Flaw>> {
        if self.draw()? == self.lots { Ok(()) } else { Err(vec![Flaw::Lots]) }
    }

    /// The lots that seed, list and beacon give.
    fn draw(&self) -> Result<Vec<Lot>, Vec<Flaw>> {
        if self.unionhall_draw != SHAPE {
            return Err(vec![Flaw::Shape(self.unionhall_draw)]);
        }
        let mut flaws = Vec::new();
        let mut demand = |holds: bool, flaw: Flaw| {
            if !holds {
                flaws.push(flaw);
            }
        };
        demand(self.places.is_possible(), Flaw::Shares);
        demand(self.seed.commitment() == self.commitment, Flaw::Commitment);
        demand(self.entries.windows(2).all(|pair| pair[0].entry < pair[1].entry), Flaw::Order);
        demand(list_hash(&self.draw, &self.entries) == self.list, Flaw::List);
        let beacon = self.beacon.value(self.closed_at).map_err(|more| flaws.extend(more));
        match beacon {
            Ok(beacon) if flaws.is_empty() => Ok(self.places.give(&self.ordered(&beacon))),
            _ => Err(flaws),
        }
    }

    /// The entries by a keyed hash each: an order nobody could know before seed, list and beacon stood, and in which every
    /// entry comes first as likely as every other.
    fn ordered(&self, beacon: &Hash) -> Vec<Entry> {
        let closed_at = self.closed_at.to_be_bytes();
        let parts: [&[u8]; 5] = [self.draw.as_bytes(), &self.places.bytes(), &closed_at, &self.list.0, &beacon.0];
        let key = keyed(&self.seed.0.0, "unionhall draw 1: key", &parts);
        let mut drawn: Vec<(Hash, Entry)> =
            self.entries.iter().map(|entry| (keyed(&key.0, "unionhall draw 1: lot", &[&entry.entry.0]), *entry)).collect();
        drawn.sort_unstable();
        drawn.into_iter().map(|(_, entry)| entry).collect()
    }
}
