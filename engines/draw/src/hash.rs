use std::fmt;
use std::str::FromStr;

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// 32 bytes, written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hash(pub [u8; 32]);

/// Not 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not 64 hexadecimal digits")]
pub struct Unreadable;

impl FromStr for Hash {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| Unreadable)?;
        Ok(Self(bytes))
    }
}

impl TryFrom<String> for Hash {
    type Error = Unreadable;

    fn try_from(text: String) -> Result<Self, Unreadable> {
        text.parse()
    }
}

impl From<Hash> for String {
    fn from(hash: Hash) -> Self {
        hex::encode(hash.0)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Feeds name and parts so that no two different lists of them give the same bytes: each part behind its length.
fn feed(mut take: impl FnMut(&[u8]), name: &str, parts: &[&[u8]]) {
    for part in [name.as_bytes()].iter().chain(parts) {
        take(&(part.len() as u64).to_be_bytes());
        take(part);
    }
}

/// The hash of some parts under a name.
pub(crate) fn hash(name: &str, parts: &[&[u8]]) -> Hash {
    let mut sha = Sha256::new();
    feed(|bytes| sha.update(bytes), name, parts);
    Hash(sha.finalize().into())
}

/// The keyed hash of some parts under a name.
pub(crate) fn keyed(key: &[u8; 32], name: &str, parts: &[&[u8]]) -> Hash {
    // A key shorter than a block is filled up with noughts (RFC 2104), so giving the whole block cannot fail.
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    feed(|bytes| mac.update(bytes), name, parts);
    Hash(mac.finalize().into_bytes().into())
}
