//! A voucher's code: eight symbols that change every minute.
//!
//! Why it changes: a picture of a voucher that is sold is worth nothing a minute or two later, and whoever sends a living one
//! still meets the clerk, who compares the name's first character with the membership card. Why it can be read back: the number
//! of the entry and twelve zero bits are mixed by a Feistel network over 2 × 20 bits whose round function is a keyed hash of
//! allotment and minute, so a typed code is taken apart for each benefit of the shop, and nothing has to be searched or kept.
//! Of all codes about one in 2^40 for each voucher is good in a minute.

use codes::symbols;
use store::{Instant, Keyring};
use uuid::Uuid;

/// A code is good for the minute it was shown in and the next.
pub(crate) const WINDOW_MS: i64 = 60_000;
/// What a clerk has looked at is confirmed within this time.
const TICKET_MS: i64 = 10 * 60_000;
const ZERO_BITS: u32 = 12;
pub(crate) use codes::symbols::LENGTH;

/// What a voucher shows at an instant, and when the next code takes its place; `None` for a number beyond 268 million.
pub(crate) fn show(keys: &Keyring, allotment: Uuid, number: i64, now: Instant) -> Option<(String, Instant)> {
    let window = now.div_euclid(WINDOW_MS);
    let code = symbols::hide(number, ZERO_BITS, round(keys, allotment, window))?;
    Some((code, (window + 1) * WINDOW_MS))
}

/// The entry of this allotment that showed this code in this minute or the one before.
pub(crate) fn read(keys: &Keyring, allotment: Uuid, code: &str, now: Instant) -> Option<i64> {
    let window = now.div_euclid(WINDOW_MS);
    [window, window - 1].into_iter().find_map(|window| symbols::reveal(code, ZERO_BITS, round(keys, allotment, window)))
}

/// What was typed or scanned (also a whole address with the code at its end), with the letters nobody tells apart put right.
pub(crate) fn tidy(text: &str) -> String {
    let text = text.rsplit(['=', '/']).next().unwrap_or_default();
    symbols::tidy(text, LENGTH)
}

/// What a clerk has looked at, so that it can be confirmed after the code on the phone has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ticket {
    pub clerk: Uuid,
    pub benefit: Uuid,
    pub number: i64,
    /// The last four symbols of the code.
    pub last: String,
    pub at: Instant,
}

impl Ticket {
    fn text(&self) -> String {
        format!("{}/{}/{}/{}/{}", self.clerk.simple(), self.benefit.simple(), self.number, self.last, self.at)
    }

    fn mac(&self, keys: &Keyring) -> String {
        keys.sign("voucher looked at", &self.text())[..12].iter().map(|b| format!("{b:02x}")).collect()
    }

    /// As a form carries it.
    pub fn seal(&self, keys: &Keyring) -> String {
        format!("{}/{}", self.text(), self.mac(keys))
    }

    /// What a form carried, if we sealed it not long ago.
    pub fn open(keys: &Keyring, text: &str, now: Instant) -> Option<Self> {
        let parts: Vec<&str> = text.split('/').collect();
        let [clerk, benefit, number, last, at, mac] = parts[..] else { return None };
        let ticket = Self {
            clerk: clerk.parse().ok()?,
            benefit: benefit.parse().ok()?,
            number: number.parse().ok()?,
            last: last.to_owned(),
            at: at.parse().ok()?,
        };
        (ticket.mac(keys) == mac && (0..TICKET_MS).contains(&(now - ticket.at))).then_some(ticket)
    }
}

fn round(keys: &Keyring, allotment: Uuid, window: i64) -> impl Fn(u64, u32) -> [u8; 8] {
    move |half, round| {
        let mac = keys.sign("voucher", &format!("{}/{window}/{round}/{half}", allotment.simple()));
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
        let (here, there) = (Uuid::from_u128(1), Uuid::from_u128(2));
        for number in [1, 2, 2_000, (1 << 28) - 1] {
            let (code, until) = show(&keys, here, number, NOON).unwrap();
            assert_eq!((code.len(), until - NOON <= WINDOW_MS), (LENGTH, true));
            for text in [
                code.clone(),
                code.to_lowercase(),
                format!("{} {}", &code[..4], &code[4..]),
                format!("https://x/redeem?code={code}"),
            ] {
                assert_eq!(read(&keys, here, &tidy(&text), NOON), Some(number), "{text}");
                assert_eq!(read(&keys, here, &tidy(&text), NOON + WINDOW_MS), Some(number));
            }
            assert_eq!(read(&keys, here, &code, NOON + 2 * WINDOW_MS), None);
            assert_eq!(read(&keys, there, &code, NOON), None);
        }
        assert_eq!(show(&keys, here, 1 << 28, NOON), None);
        for text in ["", "1234567", "123456789", "会员卡会员卡会员", "UUUUUUUU"] {
            assert_eq!(read(&keys, here, &tidy(text), NOON), None, "{text}");
        }
    }

    #[test]
    fn a_ticket_is_ours_and_fresh_or_nothing() {
        let keys = Keyring::generate(&SeededIds::new(1));
        let ticket = Ticket { clerk: Uuid::from_u128(7), benefit: Uuid::from_u128(8), number: 3, last: "7Q2M".into(), at: NOON };
        let text = ticket.seal(&keys);
        assert_eq!(Ticket::open(&keys, &text, NOON + 1), Some(ticket));
        assert_eq!(Ticket::open(&keys, &text, NOON + TICKET_MS), None);
        assert_eq!(Ticket::open(&keys, &text, NOON - 1), None);
        assert_eq!(Ticket::open(&keys, &text.replace("/3/", "/4/"), NOON + 1), None);
        assert_eq!(Ticket::open(&Keyring::generate(&SeededIds::new(2)), &text, NOON + 1), None);
        for text in ["", "/", "/////", "a/b/c/d/e/f"] {
            assert_eq!(Ticket::open(&keys, text, NOON), None);
        }
    }
}
