//! What a draw promises.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "main/chance.rs"]
mod chance;
#[path = "main/giving.rs"]
mod giving;
#[path = "main/seals.rs"]
mod seals;
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

/// Seals of these, with the seed each made of a number, all opened.
pub fn sealed_by(of: &[(&str, u64)]) -> Beacon {
    let by = |(n, (by, made_of)): (usize, &(&str, u64))| {
        let seed = seed(*made_of);
        Contribution { by: (*by).into(), commitment: seed.commitment(), sealed_at: 700 + n as i64, seed: Some(seed) }
    };
    let mut seeds: Vec<Contribution> = of.iter().enumerate().map(by).collect();
    seeds.sort_by_key(|s| s.commitment);
    Beacon::Sealed { seal_until: 1_000, open_until: 2_000, seeds }
}

pub fn sealed() -> Beacon {
    sealed_by(&[("公证员", 71), ("职工代表", 72), ("骑手代表", 73)])
}

pub fn held(places: Places, entries: Vec<Entry>, beacon: Beacon, n: u64) -> Record {
    Record::hold("焊工班2026", places, 1_000, entries, beacon, seed(n)).unwrap()
}
