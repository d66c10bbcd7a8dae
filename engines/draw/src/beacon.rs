use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::hash::{Hash, hash};
use crate::record::Flaw;
use crate::seed::Seed;

/// Chance that the house does not have in its hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Beacon {
    /// A public number named beforehand that falls after closing, such as the winning numbers of a lottery of that evening.
    Public {
        /// Which number, in words; published at opening.
        named: String,
        /// When it falls, unix milliseconds.
        falls_at: i64,
        /// The number as it was published.
        value: String,
    },
    /// Seeds that several people sealed, and opened after entering had closed and nobody could seal any more.
    Sealed {
        /// Until when seals were taken, unix milliseconds; not before entering closed.
        seal_until: i64,
        /// Until when they could be opened, unix milliseconds: the draw is held without whoever did not.
        open_until: i64,
        /// Everybody who sealed, in the order of the commitments, opened or not.
        seeds: Vec<Contribution>,
    },
}

/// A seed somebody sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contribution {
    /// Who, as the page names him: a notary, a member drawn up to the desk.
    pub by: String,
    /// Published when he sealed it.
    pub commitment: Hash,
    /// When he sealed it, unix milliseconds.
    pub sealed_at: i64,
    /// Published when the draw was held; none where he did not open it in time.
    pub seed: Option<Seed>,
}

/// People needed for sealed seeds: one alone could be the house.
pub const FEWEST_SEALS: usize = 2;

impl Beacon {
    /// The beacon as 32 bytes. Nothing goes into it that somebody could still choose once the first seal was open, but whether
    /// a seal is opened at all: no instant of opening, no order of the seals.
    ///
    /// # Errors
    /// Everything that keeps it from being one.
    pub fn value(&self, closed_at: i64) -> Result<Hash, Vec<Flaw>> {
        match self {
            Self::Public { named, falls_at, value } => {
                if named.trim().is_empty() || value.trim().is_empty() {
                    return Err(vec![Flaw::BeaconMissing]);
                }
                if *falls_at <= closed_at {
                    return Err(vec![Flaw::BeaconEarly]);
                }
                Ok(hash("unionhall draw 1: public beacon", &[named.as_bytes(), &falls_at.to_be_bytes(), value.as_bytes()]))
            }
            Self::Sealed { seal_until, open_until, seeds } => {
                let flaws = flaws(closed_at, *seal_until, *open_until, seeds);
                if flaws.is_empty() { Ok(sealed(*seal_until, *open_until, seeds)) } else { Err(flaws) }
            }
        }
    }
}

fn flaws(closed_at: i64, seal_until: i64, open_until: i64, seeds: &[Contribution]) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let people: BTreeSet<&str> = seeds.iter().map(|s| s.by.trim()).filter(|by| !by.is_empty()).collect();
    if people.len() < FEWEST_SEALS || people.len() != seeds.len() {
        flaws.push(Flaw::SealsFew);
    }
    if seal_until < closed_at || open_until <= seal_until {
        flaws.push(Flaw::SealTimes);
    }
    if !seeds.windows(2).all(|pair| pair[0].commitment < pair[1].commitment) {
        flaws.push(Flaw::SealOrder);
    }
    flaws.extend(seeds.iter().filter(|s| s.sealed_at >= seal_until).map(|s| Flaw::SealLate(s.by.clone())));
    let broken = |s: &&Contribution| s.seed.is_some_and(|seed| seed.commitment() != s.commitment);
    flaws.extend(seeds.iter().filter(broken).map(|s| Flaw::SealBroken(s.by.clone())));
    if seeds.iter().filter(|s| s.seed.is_some()).count() < FEWEST_SEALS {
        let closed = seeds.iter().filter(|s| s.seed.is_none()).map(|s| s.by.clone()).collect::<Vec<_>>();
        flaws.push(Flaw::OpenedFew(closed.join(", ")));
    }
    flaws
}

fn sealed(seal_until: i64, open_until: i64, seeds: &[Contribution]) -> Hash {
    let (seal_until, open_until) = (seal_until.to_be_bytes(), open_until.to_be_bytes());
    let sealed_at: Vec<[u8; 8]> = seeds.iter().map(|s| s.sealed_at.to_be_bytes()).collect();
    let mut parts: Vec<&[u8]> = Vec::with_capacity(2 + seeds.len() * 4);
    parts.extend([&seal_until[..], &open_until[..]]);
    for (s, at) in seeds.iter().zip(&sealed_at) {
        // A seed is never empty, so that a seal left closed gives other bytes than any that was opened.
        let opened = s.seed.as_ref().map_or(&[][..], |seed| &seed.0.0[..]);
        parts.extend([s.by.as_bytes(), &s.commitment.0[..], &at[..], opened]);
    }
    hash("unionhall draw 1: sealed beacon", &parts)
}
