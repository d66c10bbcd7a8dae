//! When a draw by sealed seeds goes on, and when it must be prepared anew. Told beforehand on the page, and asked by the verbs.

use draw::{FEWEST_SEALS, Seed};
use store::{FieldFault, Instant};

use crate::rows::seal::{Sealing, Witness};

/// People asked, refusals not counted: a draw is no assembly.
pub(crate) const MOST_WITNESSES: usize = 9;
/// In which capacity somebody witnesses, in so many characters.
pub(crate) const LONGEST_CAPACITY: usize = 40;
/// Signs of the words, spaces and hyphens not counted. Whoever knows the commitment can try words out for himself, so they must
/// not be guessable; the house's own proposal is 32 hexadecimal digits.
pub(crate) const FEWEST_SIGNS: usize = 16;
pub(crate) const MOST_SIGNS: usize = 200;
/// How long after the last seal was taken they can be opened: nobody sits by the telephone, and nobody waits for ever.
pub(crate) const SHORTEST_OPEN: Instant = 3_600_000;
pub(crate) const LONGEST_OPEN: Instant = 30 * 86_400_000;

/// Where a draw by seals stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Seals are taken.
    Sealing,
    /// They are opened, one after the other.
    Opening,
    /// Everybody who sealed opened, or the time for it is over and two at least did: the draw can be held.
    Ready,
    /// Fewer than two sealed, or, when the time was over, fewer than two had opened.
    Lapsed(&'static str),
}

pub(crate) fn stage(of: &Sealing, witnesses: &[Witness], now: Instant) -> Stage {
    let (sealed, opened) = count(witnesses);
    if now < of.seal_until {
        Stage::Sealing
    } else if sealed < FEWEST_SEALS {
        Stage::Lapsed("seals")
    } else if opened == sealed {
        Stage::Ready
    } else if now < of.open_until {
        Stage::Opening
    } else if opened >= FEWEST_SEALS {
        Stage::Ready
    } else {
        Stage::Lapsed("openings")
    }
}

/// How many sealed, and how many opened.
pub(crate) fn count(witnesses: &[Witness]) -> (usize, usize) {
    (witnesses.iter().filter(|w| w.has_sealed()).count(), witnesses.iter().filter(|w| w.has_opened()).count())
}

/// The words to seal with, tried for length and for being no single sign again and again.
///
/// # Errors
/// Beside `words`.
pub(crate) fn words(text: &str) -> Result<(), FieldFault> {
    let plain: Vec<char> = Seed::plain_words(text).chars().collect();
    let mut different = plain.clone();
    different.sort_unstable();
    different.dedup();
    let fault = |key| Err(FieldFault::new("words", key));
    match plain.len() {
        n if n > MOST_SIGNS => fault("signups-seal-words-long"),
        n if n < FEWEST_SIGNS || different.len() * 3 < FEWEST_SIGNS => fault("signups-seal-words-short"),
        _ => Ok(()),
    }
}

/// 16 bytes as somebody can write them down: eight groups of four.
pub(crate) fn proposal(chance: [u8; 16]) -> String {
    chance.chunks(2).map(hex::encode).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn witness(n: i32, is_sealed: bool, is_opened: bool) -> Witness {
        Witness {
            n,
            person: uuid::Uuid::nil(),
            capacity: "职工代表".into(),
            is_named: 0,
            asked_at: 0,
            refused_at: None,
            commitment: None,
            sealed_at: is_sealed.then_some(1),
            seed: None,
            opened_at: is_opened.then_some(2),
        }
    }

    #[test]
    fn a_draw_goes_on_when_all_opened_or_two_did_in_time() {
        let of = Sealing { round: 1, seal_until: 10, open_until: 20 };
        let all = |which: &[(bool, bool)]| (1..).zip(which).map(|(n, (s, o))| witness(n, *s, *o)).collect::<Vec<_>>();
        let (two, one_open) = (all(&[(true, true), (true, true)]), all(&[(true, true), (true, false)]));
        let three = all(&[(true, true), (true, false), (true, true), (false, false)]);
        assert_eq!(stage(&of, &two, 9), Stage::Sealing);
        assert_eq!(stage(&of, &two, 10), Stage::Ready);
        assert_eq!(stage(&of, &all(&[(true, false), (false, false)]), 10), Stage::Lapsed("seals"));
        assert_eq!(stage(&of, &one_open, 19), Stage::Opening);
        assert_eq!(stage(&of, &one_open, 20), Stage::Lapsed("openings"));
        assert_eq!(stage(&of, &three, 19), Stage::Opening, "nobody is passed over before his time is out");
        assert_eq!(stage(&of, &three, 20), Stage::Ready);
    }

    #[test]
    fn words_that_anybody_would_try_are_refused() {
        for short in
            ["", "  ", "一二三四五六七八九十", "a a a a a a a a a a", "aaaaaaaaaaaaaaaaaaaaaaaa", "1212121212121212121212"]
        {
            assert_eq!(words(short).unwrap_err().key, "signups-seal-words-short", "{short}");
        }
        assert_eq!(words(&"甲乙丙丁戊己庚辛".repeat(40)).unwrap_err().key, "signups-seal-words-long");
        assert!(words("食堂三号窗口的红烧肉今天只剩两份").is_ok());
        let made = proposal([0xa3, 0xf0, 0x77, 0xc1, 9, 0xbe, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        assert_eq!((made.as_str(), words(&made).is_ok()), ("a3f0-77c1-09be-0102-0304-0506-0708-090a", true));
    }
}
