use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use rand::Rng as _;
use uuid::{Builder, Uuid};

/// Unix milliseconds.
pub type Instant = i64;

/// Where the time comes from. Handed in, never ambient, so that a story can be told on any day.
pub trait Clock: Send + Sync {
    fn now(&self) -> Instant;
}

/// Where new ids and random bytes come from.
pub trait Ids: Send + Sync {
    /// Fills `bytes` with randomness fit for secrets.
    fn fill(&self, bytes: &mut [u8]);

    /// A new UUIDv7 (RFC 9562 §5.7) of the given instant.
    fn new_id(&self, now: Instant) -> Uuid {
        let mut random = [0; 10];
        self.fill(&mut random);
        Builder::from_unix_timestamp_millis(u64::try_from(now).unwrap_or(0), &random).into_uuid()
    }
}

/// The machine's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    }
}

/// The operating system's randomness.
pub struct SystemIds;

impl Ids for SystemIds {
    fn fill(&self, bytes: &mut [u8]) {
        rand::rng().fill_bytes(bytes);
    }
}

/// A clock that stands still until told otherwise: for tests and for building a past.
pub struct FrozenClock(AtomicI64);

impl FrozenClock {
    #[must_use]
    pub fn at(now: Instant) -> Self {
        Self(AtomicI64::new(now))
    }

    pub fn set(&self, now: Instant) {
        self.0.store(now, Ordering::SeqCst);
    }

    /// Moves the clock on by so many milliseconds.
    pub fn advance(&self, by: i64) {
        self.0.fetch_add(by, Ordering::SeqCst);
    }
}

impl Clock for FrozenClock {
    fn now(&self) -> Instant {
        self.0.load(Ordering::SeqCst)
    }
}

/// Repeatable ids (SplitMix64 over a counter): for tests and the demonstration only, worthless as secrets.
pub struct SeededIds(AtomicU64);

impl SeededIds {
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }
}

impl Ids for SeededIds {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let mut z = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::SeqCst);
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            chunk.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}
