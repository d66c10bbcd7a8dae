//! Sets of members: numbers, cut into blocks of 2²⁰.

use std::collections::BTreeMap;

use roaring::RoaringBitmap;

use crate::wire::Damaged;

const BLOCK_BITS: u32 = 20;

/// The block a member stands in.
#[must_use]
pub fn block_of(member: i64) -> i64 {
    member >> BLOCK_BITS
}

fn low(member: i64) -> u32 {
    (member & ((1 << BLOCK_BITS) - 1)) as u32
}

/// A sorted list cut at the borders of the blocks.
pub fn blocks(sorted: &[i64]) -> impl Iterator<Item = (i64, &[i64])> {
    sorted.chunk_by(|a, b| block_of(*a) == block_of(*b)).filter_map(|part| Some((block_of(*part.first()?), part)))
}

/// The stored members of one block together with these (sorted, of that block): the bytes to store, in the portable format of
/// roaring bitmaps, and how many are new.
///
/// # Errors
/// [`Damaged`] when `stored` is no such set.
pub fn unite(stored: Option<&[u8]>, sorted: &[i64]) -> Result<(Vec<u8>, u64), Damaged> {
    let mut set = stored.map_or_else(|| Ok(RoaringBitmap::new()), read)?;
    let before = set.len();
    match stored {
        None => set.extend(sorted.iter().map(|m| low(*m))),
        Some(_) => set |= sorted.iter().map(|m| low(*m)).collect::<RoaringBitmap>(),
    }
    Ok((write(&set)?, set.len() - before))
}

/// The stored members of one block without these: the bytes to store (none where nobody is left), and how many went.
///
/// # Errors
/// [`Damaged`] when `stored` is no such set.
pub fn without(stored: &[u8], members: &[i64]) -> Result<(Option<Vec<u8>>, u64), Damaged> {
    let mut set = read(stored)?;
    let before = set.len();
    for member in members {
        set.remove(low(*member));
    }
    let left = if set.is_empty() { None } else { Some(write(&set)?) };
    Ok((left, before - set.len()))
}

fn read(bytes: &[u8]) -> Result<RoaringBitmap, Damaged> {
    RoaringBitmap::deserialize_from(bytes).map_err(|_| Damaged)
}

fn write(set: &RoaringBitmap) -> Result<Vec<u8>, Damaged> {
    let mut bytes = Vec::with_capacity(set.serialized_size());
    set.serialize_into(&mut bytes).map_err(|_| Damaged)?;
    Ok(bytes)
}

/// A set put together for an answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Members(BTreeMap<i64, RoaringBitmap>);

impl Members {
    pub fn insert(&mut self, member: i64) {
        self.0.entry(block_of(member)).or_default().insert(low(member));
    }

    /// Adds a flat list.
    pub fn extend(&mut self, sorted: &[i64]) {
        for (block, part) in blocks(sorted) {
            self.0.entry(block).or_default().extend(part.iter().map(|m| low(*m)));
        }
    }

    /// Adds a stored block.
    ///
    /// # Errors
    /// [`Damaged`] when the bytes are no such set.
    pub fn unite(&mut self, block: i64, stored: &[u8]) -> Result<(), Damaged> {
        let set = read(stored)?;
        match self.0.get_mut(&block) {
            Some(known) => *known |= set,
            None => {
                self.0.insert(block, set);
            }
        }
        Ok(())
    }

    /// How many; those of different blocks add.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.0.values().map(RoaringBitmap::len).sum()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.values().all(RoaringBitmap::is_empty)
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = i64> + '_ {
        self.0.iter().flat_map(|(block, set)| set.iter().map(move |low| (block << BLOCK_BITS) + i64::from(low)))
    }
}
