//! Codes that are read aloud and typed: Crockford's alphabet, and numbers hidden in eight symbols of it.
//!
//! A number and some zero bits are mixed by a Feistel network over 2 × 20 bits into eight symbols. Only whoever has the round
//! function (a keyed hash of what the code is for) can take them apart again, so nothing has to be searched or kept; the zero
//! bits tell a code from a guess.

use crate::width::narrow;

/// No I, L, O or U: nothing that is read aloud or typed for something else.
const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Symbols that hide a number.
pub const LENGTH: usize = 8;
const ROUNDS: u32 = 8;
const HALF: u32 = 20;
const MASK: u64 = (1 << HALF) - 1;

/// What was typed or scanned, without spaces and dashes, in capitals, with the letters nobody tells apart put right; no more
/// than `most` symbols and one, so that what is too long stays too long.
#[must_use]
pub fn tidy(text: &str, most: usize) -> String {
    narrow(text)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(most + 1)
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

/// The lowest `5 × symbols` bits of a value as so many symbols.
#[must_use]
pub fn spell(value: u128, symbols: usize) -> String {
    (0..symbols).rev().map(|n| char::from(SYMBOLS[(value >> (5 * n) & 31) as usize])).collect()
}

/// The value of at most 25 symbols; none where one of them is not of the alphabet, or there are more.
#[must_use]
pub fn value(text: &str) -> Option<u128> {
    let of = |symbol: u8| SYMBOLS.iter().position(|s| *s == symbol).map(|n| n as u128);
    (text.len() <= 25).then(|| text.bytes().try_fold(0, |value, symbol| of(symbol).map(|n| value << 5 | n))).flatten()
}

/// Hides a number in eight symbols, with so many zero bits. `round` is a keyed hash of one half (20 bits) and the round's
/// number, its first eight bytes. None for a number that needs more than 40 bits less the zero bits, or is less than nought.
#[must_use]
pub fn hide(number: i64, zero_bits: u32, round: impl Fn(u64, u32) -> [u8; 8]) -> Option<String> {
    let number = u64::try_from(number).ok().filter(|n| *n < 1 << (2 * HALF - zero_bits))? << zero_bits;
    let (mut left, mut right) = (number >> HALF, number & MASK);
    for n in 0..ROUNDS {
        (left, right) = (right, left ^ (u64::from_be_bytes(round(right, n)) & MASK));
    }
    Some(spell(u128::from(left << HALF | right), LENGTH))
}

/// The number that [`hide`] hid in these eight symbols; none for any other text.
#[must_use]
pub fn reveal(code: &str, zero_bits: u32, round: impl Fn(u64, u32) -> [u8; 8]) -> Option<i64> {
    if code.len() != LENGTH {
        return None;
    }
    let value = u64::try_from(value(code)?).ok()?;
    let (mut left, mut right) = (value >> HALF, value & MASK);
    for n in (0..ROUNDS).rev() {
        (left, right) = (right ^ (u64::from_be_bytes(round(left, n)) & MASK), left);
    }
    let number = left << HALF | right;
    (number & ((1 << zero_bits) - 1) == 0).then(|| i64::try_from(number >> zero_bits).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// No keyed hash, but one that depends on every bit.
    fn round(key: u64) -> impl Fn(u64, u32) -> [u8; 8] {
        move |half, n| {
            let mixed = (half ^ key ^ u64::from(n) << 32).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            (mixed ^ mixed >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9).to_be_bytes()
        }
    }

    proptest! {
        #[test]
        fn what_was_hidden_is_revealed_by_the_same_key_only(number in 0..1i64 << 24, key: u64) {
            let code = hide(number, 16, round(key)).unwrap();
            prop_assert_eq!(code.len(), LENGTH);
            prop_assert!(!code.contains(['I', 'L', 'O', 'U']));
            prop_assert_eq!(reveal(&code, 16, round(key)), Some(number));
            prop_assert_ne!(reveal(&code, 16, round(key ^ 1)), Some(number));
        }

        #[test]
        fn what_is_spelled_is_read(value: u128, symbols in 1..=25usize) {
            let value = value & ((1 << (5 * symbols)) - 1);
            prop_assert_eq!(super::value(&spell(value, symbols)), Some(value));
        }

        #[test]
        fn no_text_is_a_defect(text in ".{0,80}") {
            let tidied = tidy(&text, LENGTH);
            prop_assert!(tidied.len() <= LENGTH + 1);
            let _ = (reveal(&tidied, 16, round(1)), value(&text));
        }
    }

    #[test]
    fn the_limits_are_refused() {
        assert_eq!(hide(1 << 24, 16, round(1)), None);
        assert_eq!(hide(-1, 16, round(1)), None);
        assert_eq!(value("U"), None);
        assert_eq!(value(&"0".repeat(26)), None);
        assert_eq!(tidy(" o1-il 会 ａb", 8), "0111AB");
    }
}
