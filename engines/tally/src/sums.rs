//! Plain sums, which can be taken back.

use crate::wire::{Damaged, Reader, put, put_signed};

/// What the facts of each measure add up to, and how many they are. Measures are numbers of the caller.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums(Vec<(u8, i64, i64)>);

impl Sums {
    /// Adds `quantity` of a measure, told by `facts` facts; both negative to take it back.
    pub fn add(&mut self, measure: u8, quantity: i64, facts: i64) {
        match self.0.binary_search_by_key(&measure, |s| s.0) {
            Ok(at) => {
                let (_, sum, count) = &mut self.0[at];
                *sum += quantity;
                *count += facts;
                if (*sum, *count) == (0, 0) {
                    self.0.remove(at);
                }
            }
            Err(at) if (quantity, facts) != (0, 0) => self.0.insert(at, (measure, quantity, facts)),
            Err(_) => {}
        }
    }

    pub fn merge(&mut self, other: &Self) {
        for (measure, quantity, facts) in &other.0 {
            self.add(*measure, *quantity, *facts);
        }
    }

    /// Measure, sum and facts, in the order of the measures.
    pub fn iter(&self) -> impl Iterator<Item = (u8, i64, i64)> + '_ {
        self.0.iter().copied()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        put(out, self.0.len() as u64);
        for (measure, quantity, facts) in &self.0 {
            out.push(*measure);
            put_signed(out, *quantity);
            put_signed(out, *facts);
        }
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, Damaged> {
        let count = reader.count()?;
        let one = |_| Ok((reader.bytes(1)?[0], reader.signed()?, reader.signed()?));
        Ok(Self((0..count).map(one).collect::<Result<_, _>>()?))
    }
}

/// On which days of the month how many facts stand: the first and the last day must be known, and be taken back too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Days(Vec<(u8, i64)>);

impl Days {
    /// `day` of the month, 1–31.
    pub fn add(&mut self, day: u8, facts: i64) {
        match self.0.binary_search_by_key(&day, |d| d.0) {
            Ok(at) => {
                self.0[at].1 += facts;
                if self.0[at].1 == 0 {
                    self.0.remove(at);
                }
            }
            Err(at) if facts != 0 => self.0.insert(at, (day, facts)),
            Err(_) => {}
        }
    }

    pub fn merge(&mut self, other: &Self) {
        for (day, facts) in &other.0 {
            self.add(*day, *facts);
        }
    }

    /// The first and the last day on which a fact stands.
    #[must_use]
    pub fn bounds(&self) -> Option<(u8, u8)> {
        Some((self.0.first()?.0, self.0.last()?.0))
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        put(out, self.0.len() as u64);
        for (day, facts) in &self.0 {
            out.push(*day);
            put_signed(out, *facts);
        }
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, Damaged> {
        let count = reader.count()?;
        let one = |_| Ok((reader.bytes(1)?[0], reader.signed()?));
        Ok(Self((0..count).map(one).collect::<Result<_, _>>()?))
    }
}
