//! What a draw promises.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "main/chance.rs"]
mod chance;
#[path = "main/giving.rs"]
mod giving;
#[path = "main/verifying.rs"]
mod verifying;

use draw::{Beacon, Contribution, Entry, Group, Hash, Places, Receipt, Record, Seed};

/// A seed made of a number, so that every run draws the same.
pub fn seed(n: u64) -> Seed {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&n.to_be_bytes());
    Seed(Hash(bytes))
}

pub fn entry(n: u32, group: Group) -> Entry {
    let mut secret = [0; 16];
    secret[..4].copy_from_slice(&n.to_be_bytes());
    Entry { entry: Receipt(secret).entry("焊工班2026"), group }
}

pub fn lottery(value: &str) -> Beacon {
    Beacon::Public { named: "双色球第2026135期开奖号码".into(), falls_at: 2_000, value: value.into() }
}

pub fn sealed() -> Beacon {
    let by = |by: &str, n| Contribution { by: by.into(), commitment: seed(n).commitment(), seed: Some(seed(n)) };
    Beacon::Sealed { seeds: vec![by("公证员", 71), by("职工代表", 72)] }
}

pub fn held(places: Places, entries: Vec<Entry>, beacon: Beacon, n: u64) -> Record {
    Record::hold("焊工班2026", places, 1_000, entries, beacon, seed(n)).unwrap()
}
