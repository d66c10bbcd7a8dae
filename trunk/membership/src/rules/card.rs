//! The membership card: a code that changes every minute and says nothing by itself.
//!
//! A card's number (the person's ordinal, 30 bits) and ten zero bits are mixed by a Feistel network over 2 × 20 bits, whose
//! round function is a keyed hash of the minute, into the 8 symbols one can read aloud. Only the house can take them apart
//! again, and only for that minute; of all codes one in 2^40 belongs to a given member. The code behind the drawing carries
//! 80 bits of a keyed hash besides, so it cannot be guessed at all.

use codes::symbols;
use store::{Instant, Keyring};

/// A code is good for the minute it was shown in and the next.
pub(crate) const WINDOW_MS: i64 = 60_000;
const ZERO_BITS: u32 = 10;
pub(crate) const SHORT: usize = symbols::LENGTH;
const LONG: usize = 24;

/// What a card shows in one minute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CardCode {
    /// 8 symbols to read aloud.
    pub short: String,
    /// 24 symbols behind the drawing; they begin with the 8.
    pub long: String,
    /// When the next one takes its place.
    pub until: Instant,
}

/// The code of a card at an instant; `None` for a number beyond a thousand million.
pub(crate) fn show(keys: &Keyring, ordinal: i64, now: Instant) -> Option<CardCode> {
    let window = now.div_euclid(WINDOW_MS);
    let short = symbols::hide(ordinal, ZERO_BITS, round(keys, window))?;
    let long = format!("{short}{}", seal(keys, &short, window));
    Some(CardCode { short, long, until: (window + 1) * WINDOW_MS })
}

/// The number of the card that showed this code in this minute or the one before; `None` for any other text.
pub(crate) fn read(keys: &Keyring, text: &str, now: Instant) -> Option<i64> {
    let code = tidy(text);
    let short = code.get(..SHORT)?;
    let window = now.div_euclid(WINDOW_MS);
    [window, window - 1].into_iter().find_map(|window| {
        let sealed = match code.len() {
            SHORT => true,
            LONG => seal(keys, short, window) == code[SHORT..],
            _ => false,
        };
        if sealed { symbols::reveal(short, ZERO_BITS, round(keys, window)) } else { None }
    })
}

/// What was typed or scanned, put right.
pub(crate) fn tidy(text: &str) -> String {
    symbols::tidy(text, LONG)
}

fn seal(keys: &Keyring, short: &str, window: i64) -> String {
    let mac = keys.sign("membership card", &format!("{window}/{short}"));
    let bits = mac[..10].iter().fold(0u128, |bits, byte| bits << 8 | u128::from(*byte));
    symbols::spell(bits, LONG - SHORT)
}

fn round(keys: &Keyring, window: i64) -> impl Fn(u64, u32) -> [u8; 8] {
    move |half, round| {
        let mac = keys.sign("membership card round", &format!("{window}/{round}/{half}"));
        std::array::from_fn(|n| mac[n])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::SeededIds;

    const NOON: i64 = 1_795_000_000_000;

    #[test]
    fn a_code_is_read_back_in_its_minute_and_the_next_only() {
        let keys = Keyring::generate(&SeededIds::new(1));
        for ordinal in [0, 1, 255, 70_000, (1 << 30) - 1] {
            let code = show(&keys, ordinal, NOON).unwrap();
            assert_eq!((code.short.len(), code.long.len()), (8, 24));
            for text in
                [&code.short, &code.long, &code.short.to_lowercase(), &format!("{} {}", &code.short[..4], &code.short[4..])]
            {
                assert_eq!(read(&keys, text, NOON), Some(ordinal), "{text}");
                assert_eq!(read(&keys, text, NOON + WINDOW_MS), Some(ordinal));
                assert_eq!(read(&keys, text, NOON + 2 * WINDOW_MS), None);
                assert_eq!(read(&keys, text, NOON - WINDOW_MS), None);
            }
            let next = show(&keys, ordinal, NOON + WINDOW_MS).unwrap();
            assert_ne!(code.short, next.short);
        }
        assert_eq!(show(&keys, 1 << 30, NOON), None);
        assert_eq!(show(&keys, -1, NOON), None);
    }

    #[test]
    fn nothing_else_is_a_code() {
        let keys = Keyring::generate(&SeededIds::new(1));
        let code = show(&keys, 7, NOON).unwrap();
        let mut wrong = code.long.clone().into_bytes();
        wrong[23] = if wrong[23] == b'0' { b'1' } else { b'0' };
        for text in ["", "1234567", "123456789", "会员卡会员卡会员", &"0".repeat(10_000), &String::from_utf8(wrong).unwrap()]
        {
            assert_eq!(read(&keys, text, NOON), None, "{text}");
        }
        assert_eq!(read(&Keyring::generate(&SeededIds::new(2)), &code.long, NOON), None);
        // Ten check bits: of codes made up at random about one in a thousand names some number or other.
        let named = (0..20_000u128)
            .filter(|n| read(&keys, &symbols::spell(n.wrapping_mul(0x9E37_79B9_7F4A) & ((1 << 40) - 1), SHORT), NOON).is_some())
            .count();
        assert!(named < 100, "{named}");
    }
}
