//! What one slice of a page holds, and what changes it.

use crate::sums::{Days, Sums};

/// How many sets of members a cell has; which is which is the caller's.
pub const SETS: usize = 3;

/// The members of one set of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// Sorted, inside the page.
    Flat(Vec<i64>),
    /// So many, in blocks beside the page.
    Blocks(u64),
}

impl Default for Held {
    fn default() -> Self {
        Self::Flat(Vec::new())
    }
}

impl Held {
    #[must_use]
    pub fn len(&self) -> u64 {
        match self {
            Self::Flat(all) => all.len() as u64,
            Self::Blocks(count) => *count,
        }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    pub sums: Sums,
    pub days: Days,
    pub held: [Held; SETS],
}

impl Cell {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sums.is_empty() && self.days.is_empty() && self.held.iter().all(Held::is_empty)
    }
}

/// What is to be added to a cell. Sums may be negative; members come and go by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delta {
    pub sums: Sums,
    pub days: Days,
    pub come: [Vec<i64>; SETS],
    pub gone: [Vec<i64>; SETS],
}

impl Delta {
    pub(crate) fn merge(&mut self, other: &Self) {
        self.sums.merge(&other.sums);
        self.days.merge(&other.days);
        for (mine, theirs) in self.come.iter_mut().zip(&other.come) {
            mine.extend_from_slice(theirs);
        }
        for (mine, theirs) in self.gone.iter_mut().zip(&other.gone) {
            mine.extend_from_slice(theirs);
        }
    }

    pub(crate) fn sort(&mut self) {
        for list in self.come.iter_mut().chain(&mut self.gone) {
            list.sort_unstable();
            list.dedup();
        }
    }
}
