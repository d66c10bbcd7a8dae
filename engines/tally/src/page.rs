//! The cells of one place and month, by slice, as one row.

use std::collections::BTreeMap;

use crate::cell::{Cell, Delta, Held, SETS};
use crate::sums::{Days, Sums};
use crate::wire::{Damaged, Reader, put, put_sorted, sorted};

/// Up to so many members stand in the page itself.
pub const FLAT: usize = 128;

/// The first byte of a page, so that a later format can be told.
const FORMAT: u8 = 1;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page(BTreeMap<String, Cell>);

/// Members to be put into the blocks beside a page, and taken out of them; both sorted. Whoever does it says by
/// [`Page::counted`] how many came and went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spill {
    pub slice: String,
    /// Which of the sets, 0 up to [`SETS`].
    pub set: usize,
    pub come: Vec<i64>,
    pub gone: Vec<i64>,
}

impl Page {
    #[must_use]
    pub fn cell(&self, slice: &str) -> Option<&Cell> {
        self.0.get(slice)
    }

    /// All cells by slice, in order.
    pub fn cells(&self) -> impl Iterator<Item = (&str, &Cell)> {
        self.0.iter().map(|(slice, cell)| (slice.as_str(), cell))
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds to the cell of one slice. Sets kept beside the page are answered as spills; the lists of the delta are sorted.
    pub fn add(&mut self, slice: &str, delta: Delta) -> Vec<Spill> {
        let Delta { sums, days, come, gone } = delta;
        let cell = self.0.entry(slice.to_owned()).or_default();
        cell.sums.merge(&sums);
        cell.days.merge(&days);
        let mut spills = Vec::new();
        for (set, ((held, come), gone)) in cell.held.iter_mut().zip(come).zip(gone).enumerate() {
            if come.is_empty() && gone.is_empty() {
                continue;
            }
            let mut spill = |come, gone| spills.push(Spill { slice: slice.to_owned(), set, come, gone });
            match held {
                Held::Blocks(_) => spill(come, gone),
                Held::Flat(all) => {
                    all.retain(|m| gone.binary_search(m).is_err());
                    all.extend(come);
                    all.sort_unstable();
                    all.dedup();
                    if all.len() > FLAT {
                        spill(std::mem::take(all), Vec::new());
                        *held = Held::Blocks(0);
                    }
                }
            }
        }
        if spills.is_empty() && cell.is_empty() {
            self.0.remove(slice);
        }
        spills
    }

    /// So many members came into the blocks of one set beside this page, and so many went.
    pub fn counted(&mut self, slice: &str, set: usize, come: u64, gone: u64) {
        let Some(cell) = self.0.get_mut(slice) else { return };
        if let Some(Held::Blocks(count)) = cell.held.get_mut(set) {
            *count = (*count + come).saturating_sub(gone);
        }
        if cell.is_empty() {
            self.0.remove(slice);
        }
    }

    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = vec![FORMAT];
        for (slice, cell) in &self.0 {
            put(&mut out, slice.len() as u64);
            out.extend_from_slice(slice.as_bytes());
            let mut body = Vec::new();
            cell.sums.write(&mut body);
            cell.days.write(&mut body);
            for held in &cell.held {
                match held {
                    Held::Flat(all) => {
                        put(&mut body, (all.len() as u64) << 1);
                        put_sorted(&mut body, all);
                    }
                    Held::Blocks(count) => put(&mut body, count << 1 | 1),
                }
            }
            // Whoever wants another slice passes over it.
            put(&mut out, body.len() as u64);
            out.append(&mut body);
        }
        out
    }

    /// # Errors
    /// [`Damaged`] when these are not the bytes of a page.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Damaged> {
        Self::of_slices(bytes, |_| true)
    }

    /// Only the cells of some slices.
    ///
    /// # Errors
    /// [`Damaged`] when these are not the bytes of a page.
    pub fn of_slices(bytes: &[u8], wanted: impl Fn(&str) -> bool) -> Result<Self, Damaged> {
        let Some((&FORMAT, rest)) = bytes.split_first() else { return Err(Damaged) };
        let mut reader = Reader(rest);
        let mut page = Self::default();
        while !reader.is_at_end() {
            let length = reader.count()?;
            let slice = std::str::from_utf8(reader.bytes(length)?).map_err(|_| Damaged)?;
            let length = reader.count()?;
            let body = reader.bytes(length)?;
            if wanted(slice) {
                page.0.insert(slice.to_owned(), cell(body)?);
            }
        }
        Ok(page)
    }
}

fn cell(body: &[u8]) -> Result<Cell, Damaged> {
    let mut reader = Reader(body);
    let (sums, days) = (Sums::read(&mut reader)?, Days::read(&mut reader)?);
    let mut held: [Held; SETS] = Default::default();
    for one in &mut held {
        let head = reader.number()?;
        *one = match head & 1 {
            0 => {
                let count = usize::try_from(head >> 1).map_err(|_| Damaged)?;
                if count > FLAT {
                    return Err(Damaged);
                }
                Held::Flat(sorted(&mut reader, count)?)
            }
            _ => Held::Blocks(head >> 1),
        };
    }
    if reader.is_at_end() { Ok(Cell { sums, days, held }) } else { Err(Damaged) }
}
