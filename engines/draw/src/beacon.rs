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
    /// Seeds that several people sealed before closing and opened after it.
    Sealed { seeds: Vec<Contribution> },
}

/// A seed somebody sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contribution {
    /// Who, as the page names him: a notary, a member drawn up to the desk.
    pub by: String,
    /// Published when he sealed it.
    pub commitment: Hash,
    /// Published when he opened it.
    pub seed: Option<Seed>,
}

/// People needed for sealed seeds: one alone could be the house.
const FEWEST: usize = 2;

impl Beacon {
    /// The beacon as 32 bytes.
    ///
    /// # Errors
    /// What keeps it from being one.
    pub fn value(&self, closed_at: i64) -> Result<Hash, Flaw> {
        match self {
            Self::Public { named, falls_at, value } => {
                if named.trim().is_empty() || value.trim().is_empty() {
                    return Err(Flaw::BeaconMissing);
                }
                if *falls_at <= closed_at {
                    return Err(Flaw::BeaconEarly);
                }
                Ok(hash("unionhall draw 1: public beacon", &[named.as_bytes(), &falls_at.to_be_bytes(), value.as_bytes()]))
            }
            Self::Sealed { seeds } => {
                let people: BTreeSet<&str> = seeds.iter().map(|s| s.by.trim()).filter(|by| !by.is_empty()).collect();
                if people.len() < FEWEST || people.len() != seeds.len() {
                    return Err(Flaw::SealsFew);
                }
                let mut opened: Vec<&[u8]> = Vec::with_capacity(seeds.len() * 2);
                for sealed in seeds {
                    let seed = sealed.seed.as_ref().ok_or_else(|| Flaw::SealClosed(sealed.by.clone()))?;
                    if seed.commitment() != sealed.commitment {
                        return Err(Flaw::SealBroken(sealed.by.clone()));
                    }
                    opened.extend([sealed.by.as_bytes(), &seed.0.0]);
                }
                Ok(hash("unionhall draw 1: sealed beacon", &opened))
            }
        }
    }
}
