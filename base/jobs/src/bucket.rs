use store::{Instant, Outcome, Store};
use uuid::Uuid;

use crate::rows;

/// How many buckets the roots fall into. Never changed: rows carry theirs.
pub const BUCKETS: i32 = 64;

/// How long a claim lasts, in milliseconds, unless it is renewed; a killed process's work waits this long.
pub const LEASE_MS: i64 = 60_000;

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;

/// FNV-1a, 64 bits (Fowler, Noll, Vo): the same in every process and release, which the standard hasher does not promise.
pub(crate) fn fnv(bytes: &[u8], mut hash: u64) -> u64 {
    for byte in bytes {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(FNV_PRIME);
    }
    hash
}

/// The bucket of a root, `0..64`.
#[must_use]
pub fn bucket_of(root: Uuid) -> i32 {
    let hash = fnv(root.as_bytes(), FNV_OFFSET);
    // Folded, since the low bits of FNV see little of the first bytes.
    let folded = (hash ^ (hash >> 32)) % u64::from(BUCKETS.unsigned_abs());
    i32::try_from(folded).unwrap_or(0)
}

/// An id that is always the same for a name: the root of what belongs to no aggregate.
pub(crate) fn root_of_name(name: &str) -> Uuid {
    let high = fnv(name.as_bytes(), FNV_OFFSET);
    Uuid::from_u64_pair(high, fnv(name.as_bytes(), high))
}

/// A bucket this worker holds.
pub(crate) struct Claim {
    pub bucket: i32,
    by: Uuid,
    until: Instant,
}

impl Claim {
    pub(crate) async fn take(store: &Store, bucket: i32, by: Uuid) -> Outcome<Option<Self>> {
        let until = store.now() + LEASE_MS;
        Ok(rows::bucket::claim(store, bucket, by, LEASE_MS).await?.then_some(Self { bucket, by, until }))
    }

    /// Whether the bucket is still ours; renews the lease when half of it is gone.
    pub(crate) async fn holds(&mut self, store: &Store) -> Outcome<bool> {
        if self.until - store.now() > LEASE_MS / 2 {
            return Ok(true);
        }
        let until = store.now() + LEASE_MS;
        let ours = rows::bucket::renew(store, self.bucket, self.by, LEASE_MS).await?;
        self.until = if ours { until } else { 0 };
        Ok(ours)
    }

    pub(crate) async fn release(self, store: &Store) -> Outcome<()> {
        rows::bucket::release(store, self.bucket, self.by).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_spread_evenly_and_for_ever() {
        let mut counts = [0u32; 64];
        for n in 0..6400u128 {
            // As UUIDv7 come: the same first bytes, then counting.
            let root = Uuid::from_u128((0x0193_0000_0000_7000 << 64) | (n << 70) | n);
            counts[usize::try_from(bucket_of(root)).unwrap()] += 1;
        }
        assert!(counts.iter().all(|n| (50..200).contains(n)), "{counts:?}");
        assert_eq!(bucket_of(Uuid::nil()), 28, "rows written by earlier releases would be lost");
        assert_ne!(root_of_name("a"), root_of_name("b"));
    }
}
