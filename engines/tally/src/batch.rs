//! A batch of facts: gathered where they stand, carried up once.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use crate::cell::{Delta, SETS};

/// Where facts of the same path and the same slices gather.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Leaf(usize);

/// The changed cells of each page.
pub type Risen<K> = HashMap<K, BTreeMap<String, Delta>>;

struct Gathered<K> {
    path: Vec<(K, Vec<String>)>,
    delta: Delta,
}

/// `K` names a page: a place of the tree and a month.
pub struct Batch<K> {
    leaves: Vec<Gathered<K>>,
    inserts: u64,
}

impl<K> Default for Batch<K> {
    fn default() -> Self {
        Self { leaves: Vec::new(), inserts: 0 }
    }
}

impl<K: Clone + Eq + Hash> Batch<K> {
    /// A new place to gather: what stands there is in these pages, in these slices of each.
    pub fn leaf(&mut self, path: Vec<(K, Vec<String>)>) -> Leaf {
        self.leaves.push(Gathered { path, delta: Delta::default() });
        Leaf(self.leaves.len() - 1)
    }

    /// Takes one fact: `quantity` of a measure on a day of the month, with a member of each set or none.
    pub fn take(&mut self, leaf: Leaf, measure: u8, quantity: i64, day: u8, members: [Option<i64>; SETS]) {
        let Some(Gathered { delta, .. }) = self.leaves.get_mut(leaf.0) else { return };
        delta.sums.add(measure, quantity, 1);
        delta.days.add(day, 1);
        for (list, member) in delta.come.iter_mut().zip(members) {
            // Facts of one session come one after another, and so does what they share.
            if let Some(member) = member
                && list.last() != Some(&member)
            {
                list.push(member);
                self.inserts += 1;
            }
        }
    }

    /// Takes the sums of one fact back. Its members stay: whether something else keeps them in is not known here.
    pub fn take_back(&mut self, leaf: Leaf, measure: u8, quantity: i64, day: u8) {
        let Some(Gathered { delta, .. }) = self.leaves.get_mut(leaf.0) else { return };
        delta.sums.add(measure, -quantity, -1);
        delta.days.add(day, -1);
    }

    /// How often a member was put into a set, below: the lists of a leaf are carried up whole.
    #[must_use]
    pub fn inserts(&self) -> u64 {
        self.inserts
    }

    /// Carries everything up.
    #[must_use]
    pub fn rise(self) -> Risen<K> {
        let mut risen: Risen<K> = HashMap::new();
        for Gathered { path, mut delta } in self.leaves {
            delta.sort();
            for (key, slices) in path {
                let page = risen.entry(key).or_default();
                for slice in slices {
                    page.entry(slice).or_default().merge(&delta);
                }
            }
        }
        risen.values_mut().flat_map(BTreeMap::values_mut).for_each(Delta::sort);
        risen
    }
}
