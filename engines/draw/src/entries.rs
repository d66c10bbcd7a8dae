use serde::{Deserialize, Serialize};

use crate::hash::{Hash, hash};

/// 16 bytes of chance that only the entrant knows: with it he finds his own entry in the published list.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Receipt(pub [u8; 16]);

/// Whoever knows a receipt can say that the entry is his, so none is ever logged.
impl std::fmt::Debug for Receipt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Receipt(…)")
    }
}

impl Receipt {
    /// How the entrant stands in the list of this draw.
    #[must_use]
    pub fn entry(&self, draw: &str) -> Hash {
        hash("unionhall draw 1: entry", &[draw.as_bytes(), &self.0])
    }
}

/// Entrants for whom places are set apart or capped: a union, those who did not get one last time. A number says nothing to
/// whoever does not know the key to it.
pub type Group = u32;

/// One who takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entry {
    pub entry: Hash,
    #[serde(default)]
    pub group: Group,
}

/// The hash published at closing, over the entries in their order.
#[must_use]
pub fn list_hash(draw: &str, entries: &[Entry]) -> Hash {
    let mut text = Vec::with_capacity(entries.len() * 36);
    for entry in entries {
        text.extend_from_slice(&entry.entry.0);
        text.extend_from_slice(&entry.group.to_be_bytes());
    }
    hash("unionhall draw 1: list", &[draw.as_bytes(), &text])
}
