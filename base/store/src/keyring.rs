//! Sealed fields: phone, ID number, bank account, health, address (design §8).
//!
//! A sealed value is `algorithm id (1) ‖ key id (1) ‖ nonce (12) ‖ ciphertext and tag`, AES-256-GCM (NIST SP 800-38D). The
//! associated data name the table, row and column, so a value copied to another place does not open. What must be found is
//! looked up by `key id (1) ‖ HMAC-SHA-256 (32)` with a key of its own.

mod file;

use std::collections::BTreeMap;

use aes_gcm::aead::{Aead as _, KeyInit as _, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use uuid::Uuid;

use self::file::File;
use crate::{Fault, Ids, Outcome};

const AES_256_GCM: u8 = 1;
const NONCE: usize = 12;

/// Where a sealed value stands; it opens nowhere else.
#[derive(Clone, Copy, Debug)]
pub struct SealedAt {
    pub table: &'static str,
    pub row: Uuid,
    pub column: &'static str,
}

impl SealedAt {
    fn associated(self) -> Vec<u8> {
        [self.table.as_bytes(), b"/", self.row.as_bytes(), b"/", self.column.as_bytes()].concat()
    }
}

/// The keys of one installation. Kept in a file beside the database, never in it and never in a backup.
pub struct Keyring {
    sealing: BTreeMap<u8, Aes256Gcm>,
    lookup: BTreeMap<u8, Vec<u8>>,
    signing: [u8; 32],
}

impl Keyring {
    /// New random keys.
    #[must_use]
    pub fn generate(ids: &dyn Ids) -> Self {
        Self::from_file(&File::generate(ids)).unwrap_or_else(|_| Self::empty())
    }

    fn empty() -> Self {
        Self { sealing: BTreeMap::new(), lookup: BTreeMap::new(), signing: [0; 32] }
    }

    fn from_file(file: &File) -> Result<Self, String> {
        let mut keyring = Self::empty();
        for (id, key) in &file.sealing {
            let cipher = Aes256Gcm::new_from_slice(&decode(key)?).map_err(|e| e.to_string())?;
            keyring.sealing.insert(*id, cipher);
        }
        for (id, key) in &file.lookup {
            keyring.lookup.insert(*id, decode(key)?.to_vec());
        }
        keyring.signing = decode(&file.signing)?;
        if keyring.sealing.is_empty() || keyring.lookup.is_empty() {
            return Err("holds no key".into());
        }
        Ok(keyring)
    }

    /// Seals a text at its place with the newest key.
    ///
    /// # Errors
    /// [`Fault::Internal`] when the keyring holds no key.
    pub fn seal(&self, at: SealedAt, ids: &dyn Ids, text: &str) -> Outcome<Vec<u8>> {
        let (id, cipher) = self.sealing.last_key_value().ok_or_else(|| Fault::Internal("no sealing key".into()))?;
        let mut nonce = [0; NONCE];
        ids.fill(&mut nonce);
        let payload = Payload { msg: text.as_bytes(), aad: &at.associated() };
        let sealed = cipher.encrypt(&Nonce::from(nonce), payload).map_err(|_| Fault::Internal("sealing failed".into()))?;
        Ok([&[AES_256_GCM, *id], nonce.as_slice(), &sealed].concat())
    }

    /// Opens a sealed value.
    ///
    /// # Errors
    /// [`Fault::Internal`] when it was sealed elsewhere, with a key that is gone, or was changed.
    pub fn open_sealed(&self, at: SealedAt, sealed: &[u8]) -> Outcome<String> {
        let broken = || Fault::Internal(format!("{}.{} of {} does not open", at.table, at.column, at.row));
        let (head, body) = sealed.split_at_checked(2 + NONCE).ok_or_else(broken)?;
        let cipher = self.sealing.get(&head[1]).filter(|_| head[0] == AES_256_GCM).ok_or_else(broken)?;
        let nonce: [u8; NONCE] = head[2..].try_into().map_err(|_| broken())?;
        let payload = Payload { msg: body, aad: &at.associated() };
        let open = cipher.decrypt(&Nonce::from(nonce), payload).map_err(|_| broken())?;
        String::from_utf8(open).map_err(|_| broken())
    }

    /// The key id a sealed value carries: the re-seal job looks for old ones.
    #[must_use]
    pub fn is_newest(&self, sealed: &[u8]) -> bool {
        sealed.get(1).is_some_and(|id| self.sealing.last_key_value().is_some_and(|(newest, _)| newest == id))
    }

    /// The same value sealed with the newest key; nothing where it is already.
    ///
    /// # Errors
    /// As [`Keyring::open_sealed`].
    pub fn renewed(&self, at: SealedAt, ids: &dyn Ids, sealed: &[u8]) -> Outcome<Option<Vec<u8>>> {
        if self.is_newest(sealed) {
            return Ok(None);
        }
        self.seal(at, ids, &self.open_sealed(at, sealed)?).map(Some)
    }

    /// The ids of the newest sealing and the newest lookup key.
    #[must_use]
    pub fn newest(&self) -> (u8, u8) {
        let id = |last: Option<&u8>| last.copied().unwrap_or_default();
        (id(self.sealing.keys().last()), id(self.lookup.keys().last()))
    }

    /// Whether there are keys besides the newest ones: only then can anything be sealed or looked up with them.
    #[must_use]
    pub fn has_old(&self) -> bool {
        self.sealing.len() > 1 || self.lookup.len() > 1
    }

    /// What every value sealed with the newest key is not below, byte by byte, and every one sealed with an older key is: so
    /// a query finds the old ones without opening any.
    #[must_use]
    pub fn sealing_mark(&self) -> Vec<u8> {
        vec![AES_256_GCM, self.newest().0]
    }

    /// The same for the hashes of [`Keyring::lookup`].
    #[must_use]
    pub fn lookup_mark(&self) -> Vec<u8> {
        vec![self.newest().1]
    }

    /// The hash under which a value of this domain (`phone`, `id_number` …) is found, with the newest lookup key.
    #[must_use]
    pub fn lookup(&self, domain: &str, value: &str) -> Vec<u8> {
        self.lookup.last_key_value().map(|(id, key)| hash(*id, key, domain, value)).unwrap_or_default()
    }

    /// All hashes a value may have been stored under, newest first, while old lookup keys are being retired.
    #[must_use]
    pub fn lookups(&self, domain: &str, value: &str) -> Vec<Vec<u8>> {
        self.lookup.iter().rev().map(|(id, key)| hash(*id, key, domain, value)).collect()
    }

    /// Signs a short text (card codes, links) for a purpose: HMAC-SHA-256, 32 bytes.
    #[must_use]
    pub fn sign(&self, purpose: &str, text: &str) -> [u8; 32] {
        mac(&self.signing, purpose, text)
    }
}

fn decode(key: &str) -> Result<[u8; 32], String> {
    BASE64.decode(key).map_err(|e| e.to_string())?.try_into().map_err(|_| "a key is not 32 bytes".to_owned())
}

fn hash(id: u8, key: &[u8], domain: &str, value: &str) -> Vec<u8> {
    [&[id], mac(key, domain, value).as_slice()].concat()
}

fn mac(key: &[u8], purpose: &str, text: &str) -> [u8; 32] {
    // HMAC takes a key of any length, so this cannot fail; the empty answer would match nothing.
    let Ok(mut mac) = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key) else { return [0; 32] };
    mac.update(purpose.as_bytes());
    mac.update(&[0]);
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SeededIds;

    #[test]
    fn a_sealed_value_opens_only_where_it_was_sealed() {
        let ids = SeededIds::new(7);
        let keys = Keyring::generate(&ids);
        let at = SealedAt { table: "person", row: Uuid::from_u128(1), column: "phone" };
        let sealed = keys.seal(at, &ids, "13800138000").unwrap();
        assert_eq!(keys.open_sealed(at, &sealed).unwrap(), "13800138000");
        assert_ne!(sealed, keys.seal(at, &ids, "13800138000").unwrap(), "a nonce was used twice");
        for elsewhere in [SealedAt { row: Uuid::from_u128(2), ..at }, SealedAt { column: "bank", ..at }] {
            assert!(keys.open_sealed(elsewhere, &sealed).is_err());
        }
        for cut in 0..sealed.len() {
            assert!(keys.open_sealed(at, &sealed[..cut]).is_err());
        }
        assert!(Keyring::generate(&SeededIds::new(8)).open_sealed(at, &sealed).is_err());
    }

    #[test]
    fn lookups_keep_domains_apart() {
        let keys = Keyring::generate(&SeededIds::new(7));
        assert_eq!(keys.lookup("phone", "1"), keys.lookup("phone", "1"));
        assert_ne!(keys.lookup("phone", "1"), keys.lookup("id_number", "1"));
        assert_ne!(keys.lookup("a", "bc"), keys.lookup("ab", "c"));
    }
}
