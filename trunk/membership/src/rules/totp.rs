//! The second factor of officers: time-based one-time passwords (RFC 6238, SHA-1, 6 digits, 30 s), as every authenticator
//! application reads them. A code counts once.

use totp_rs::{Builder, Secret, Totp};

/// A secret of 160 bits, as RFC 4226 §4 advises.
pub(crate) type TotpSecret = [u8; 20];

/// RFC 4648 §6, without padding.
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

fn totp(secret: TotpSecret) -> Option<Totp> {
    Builder::new().with_secret(Secret::from(secret)).build().ok()
}

/// The step in which this code is right at this instant, if it is later than the last one used.
pub(crate) fn check(secret: TotpSecret, code: &str, now_ms: i64, last_step: u64) -> Option<u64> {
    let seconds = u64::try_from(now_ms / 1000).ok()?;
    totp(secret)?.check(code, seconds).filter(|step| *step > last_step)
}

/// For typing the secret in by hand.
pub(crate) fn base32(secret: TotpSecret) -> String {
    let mut text = String::with_capacity(32);
    for five in secret.chunks_exact(5) {
        let bits = five.iter().fold(0u64, |bits, byte| (bits << 8) | u64::from(*byte));
        for place in (0..8).rev() {
            text.push(char::from(BASE32[((bits >> (place * 5)) & 31) as usize]));
        }
    }
    text
}

/// What the drawing for the authenticator application says. `account`: of letters, digits and stars.
pub(crate) fn address(secret: TotpSecret, account: &str) -> String {
    ui::Href::new(format!("otpauth://totp/Unionhall:{account}"))
        .with("secret", base32(secret))
        .with("issuer", "Unionhall")
        .to_string()
}

/// As it is sealed: the secret and the last step used.
pub(crate) fn write(secret: TotpSecret, last_step: u64) -> String {
    format!("{} {last_step}", base32(secret))
}

/// Reads [`write`].
pub(crate) fn read(text: &str) -> Option<(TotpSecret, u64)> {
    let (secret, step) = text.split_once(' ')?;
    Some((read_base32(secret)?, step.parse().ok()?))
}

/// Reads [`base32`].
pub(crate) fn read_base32(text: &str) -> Option<TotpSecret> {
    let mut secret = TotpSecret::default();
    if text.len() != 32 {
        return None;
    }
    for (eight, five) in text.as_bytes().chunks_exact(8).zip(secret.chunks_exact_mut(5)) {
        let mut bits = 0u64;
        for symbol in eight {
            bits = (bits << 5) | BASE32.iter().position(|s| s == symbol)? as u64;
        }
        five.copy_from_slice(&bits.to_be_bytes()[3..]);
    }
    Some(secret)
}

/// The code of an instant, for stories.
#[cfg(test)]
pub(crate) fn code_at(secret: TotpSecret, now_ms: i64) -> String {
    totp(secret).unwrap().generate(u64::try_from(now_ms / 1000).unwrap()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_example_of_rfc_6238() {
        let secret = *b"12345678901234567890";
        assert_eq!(base32(secret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        // Appendix B: at 59 s the eight digits are 94287082; six of them are the last six.
        assert_eq!(code_at(secret, 59_000), "287082");
        assert_eq!(check(secret, "287082", 59_000, 0), Some(1));
        assert_eq!(check(secret, "287082", 59_000, 1), None, "a code counted twice");
        for bad in ["", "28708", "2870821", "abcdef", "２８７０８２"] {
            assert_eq!(check(secret, bad, 59_000, 0), None);
        }
        assert_eq!(read(&write(secret, 7)), Some((secret, 7)));
        assert_eq!(read("x"), None);
    }
}
