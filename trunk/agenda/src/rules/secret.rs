use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// The secret part of a feed's address: whose it is, so that one row is looked at, and what proves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Secret {
    pub person: Uuid,
    pub random: [u8; Self::BYTES],
}

impl Secret {
    pub const BYTES: usize = 24;

    pub fn write(&self) -> String {
        BASE64.encode([self.person.as_bytes().as_slice(), &self.random].concat())
    }

    pub fn read(text: &str) -> Option<Self> {
        let bytes = BASE64.decode(text).ok()?;
        let (person, random) = bytes.split_at_checked(16)?;
        Some(Self { person: Uuid::from_slice(person).ok()?, random: random.try_into().ok()? })
    }

    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.random).to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_read_as_written_and_nothing_else_is_one() {
        let secret = Secret { person: Uuid::from_u128(7), random: [9; Secret::BYTES] };
        let written = secret.write();
        assert_eq!(Secret::read(&written), Some(secret));
        for bad in ["", "x", "..", &written[1..], &format!("{written}AAAA"), "秘密", &"A".repeat(5_000)] {
            assert_eq!(Secret::read(bad), None, "{bad}");
        }
    }
}
