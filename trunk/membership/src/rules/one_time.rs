//! One-time codes: six digits, five minutes, five tries. Only a keyed hash of a code is ever written down.

use store::{Ids, Keyring};
use uuid::Uuid;

pub(crate) const CODE_LASTS_MS: i64 = 5 * 60_000;
pub(crate) const MOST_TRIES: i32 = 5;
/// One code a minute and ten a day to one number.
pub(crate) const ONE_EVERY_MS: i64 = 60_000;
pub(crate) const MOST_A_DAY: i64 = 10;

/// Six digits, every one of the million as likely as the next to one part in ten million million.
pub(crate) fn digits(ids: &dyn Ids) -> String {
    let mut bytes = [0; 8];
    ids.fill(&mut bytes);
    format!("{:06}", u64::from_le_bytes(bytes) % 1_000_000)
}

/// The hash of a code, bound to the number and the minute it was sent to and in.
pub(crate) fn seal(keys: &Keyring, phone_hash: &[u8], id: Uuid, code: &str) -> Vec<u8> {
    let place: String = phone_hash.iter().map(|b| format!("{b:02x}")).collect();
    keys.sign("one-time code", &format!("{place}/{id}/{code}")).to_vec()
}

/// What somebody typed as a code: full-width digits and spaces are as good.
pub(crate) fn read(text: &str) -> String {
    codes::width::narrow(text).chars().filter(|c| !c.is_whitespace() && *c != '-').take(12).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::SeededIds;

    #[test]
    fn a_code_is_six_digits_and_belongs_to_its_number() {
        let ids = SeededIds::new(3);
        for _ in 0..200 {
            let code = digits(&ids);
            assert!(code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()));
        }
        let keys = Keyring::generate(&ids);
        let id = Uuid::from_u128(1);
        assert_ne!(seal(&keys, b"a", id, "123456"), seal(&keys, b"b", id, "123456"));
        assert_eq!(read(" １２３-456 "), "123456");
    }
}
