//! What tickets and doors show: codes the house has signed.
//!
//! Behind a drawing stand 56 symbols: what it is for (35 bytes) with 80 bits of a keyed hash, which nobody can make but the
//! house. For reading aloud a ticket also has 8 symbols: the entry's number (24 bits) and 16 zero bits, mixed by a Feistel
//! network whose rounds are keyed hashes of the allotment. Of 2^40 such texts an allotment of a thousand people knows a
//! thousand. Both are worked out anew each time; nothing of them is stored.

use codes::symbols;
use store::{Instant, Keyring};
use uuid::Uuid;

pub(crate) const SHORT: usize = symbols::LENGTH;
pub(crate) const LONG: usize = 56;
const PAYLOAD: usize = 25;
const SEAL: usize = 10;

const ZERO_BITS: u32 = 16;

/// The officer's screen shows a new code so often.
pub(crate) const TURN_MS: i64 = 30_000;
/// A code just gone from the screen is taken so much longer: a telephone needs a while to open a page.
const GRACE_MS: i64 = 60_000;
/// Whoever scanned in time has so long to sign in.
const PASS_MS: i64 = 10 * 60_000;

/// What a code is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A member's place: `n` is the number of the entry.
    Ticket,
    /// On the officer's screen, one after the other: `n` is the occasion, `at` when it came up.
    Screen,
    /// On paper at the door: `n` is the occasion.
    Poster,
    /// Somebody scanned the screen or the poster: `n` is the occasion, `at` when.
    Pass,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Ticket, Self::Screen, Self::Poster, Self::Pass];
}

/// A code taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Code {
    pub kind: Kind,
    pub allotment: Uuid,
    pub n: u32,
    /// Unix seconds; 0 where no instant counts.
    pub at: u32,
}

/// What a text turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Read {
    Signed(Code),
    /// Has the shape of a code, but the house did not sign it.
    Forged,
    /// Has another shape.
    Other,
}

impl Code {
    /// `n` beyond 32 bits or a time before 1970 has no code.
    pub fn new(kind: Kind, allotment: Uuid, n: i64, at: Instant) -> Option<Self> {
        let at = if matches!(kind, Kind::Screen | Kind::Pass) { u32::try_from(at.div_euclid(1000)).ok()? } else { 0 };
        Some(Self { kind, allotment, n: u32::try_from(n).ok()?, at })
    }

    /// The code the screen shows at an instant.
    pub fn on_screen(allotment: Uuid, occasion: i32, now: Instant) -> Option<Self> {
        Self::new(Kind::Screen, allotment, i64::from(occasion), now.div_euclid(TURN_MS) * TURN_MS)
    }

    /// The 56 symbols.
    pub fn write(self, keys: &Keyring) -> String {
        let payload = self.payload();
        spell(&[payload.as_slice(), &seal(keys, &payload)].concat())
    }

    fn payload(self) -> [u8; PAYLOAD] {
        let mut bytes = [0; PAYLOAD];
        bytes[0] = u8::try_from(Kind::ALL.iter().position(|k| *k == self.kind).unwrap_or(0)).unwrap_or(0);
        bytes[1..17].copy_from_slice(self.allotment.as_bytes());
        bytes[17..21].copy_from_slice(&self.n.to_be_bytes());
        bytes[21..].copy_from_slice(&self.at.to_be_bytes());
        bytes
    }

    /// Whether a code of the screen or a pass is still good; the time of a poster or a ticket is that of its occasion.
    pub fn is_fresh(self, now: Instant) -> bool {
        let age = now - i64::from(self.at) * 1000;
        match self.kind {
            Kind::Ticket | Kind::Poster => true,
            Kind::Screen => (0..TURN_MS + GRACE_MS).contains(&age),
            Kind::Pass => (0..PASS_MS).contains(&age),
        }
    }
}

/// Reads what was scanned: the bare symbols, or the address they stand at the end of.
pub(crate) fn read(keys: &Keyring, text: &str) -> Read {
    let code = tidy(text.trim().trim_end_matches('/').rsplit('/').next().unwrap_or_default());
    if code.len() != LONG {
        return Read::Other;
    }
    let Some(bytes) = unspell(&code) else { return Read::Forged };
    let (payload, sealed) = bytes.split_at(PAYLOAD);
    if seal(keys, payload) != sealed {
        return Read::Forged;
    }
    let four = |from: usize| payload[from..from + 4].iter().fold(0, |n, byte| n << 8 | u32::from(*byte));
    let allotment = payload[1..17].try_into().map(Uuid::from_bytes);
    match (Kind::ALL.get(usize::from(payload[0])), allotment) {
        (Some(kind), Ok(allotment)) => Read::Signed(Code { kind: *kind, allotment, n: four(17), at: four(21) }),
        _ => Read::Forged,
    }
}

/// The 8 symbols of an entry; none for a number beyond sixteen million.
pub(crate) fn short(keys: &Keyring, allotment: Uuid, number: i64) -> Option<String> {
    symbols::hide(number, ZERO_BITS, round(keys, allotment))
}

/// The number of the entry of this allotment that has these 8 symbols.
pub(crate) fn read_short(keys: &Keyring, allotment: Uuid, text: &str) -> Option<i64> {
    symbols::reveal(&tidy(text), ZERO_BITS, round(keys, allotment))
}

/// Whether a text could be the 8 symbols; a name of as many letters could, too.
pub(crate) fn is_short(text: &str) -> bool {
    codes::width::narrow(text).is_ascii() && tidy(text).len() == SHORT
}

/// No name has a figure in it.
pub(crate) fn has_figure(text: &str) -> bool {
    codes::width::narrow(text).bytes().any(|b| b.is_ascii_digit())
}

/// What was typed or scanned, put right.
pub(crate) fn tidy(text: &str) -> String {
    symbols::tidy(text, LONG)
}

fn seal(keys: &Keyring, payload: &[u8]) -> [u8; SEAL] {
    let mac = keys.sign("desk code", &hex::encode(payload));
    std::array::from_fn(|n| mac[n])
}

/// Five bits a symbol; the bytes are a multiple of five.
fn spell(bytes: &[u8]) -> String {
    let five = |some: &[u8]| some.iter().fold(0, |bits, byte| bits << 8 | u128::from(*byte));
    bytes.chunks(5).map(|some| symbols::spell(five(some), 8)).collect()
}

fn unspell(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(PAYLOAD + SEAL);
    for n in (0..text.len()).step_by(8) {
        bytes.extend_from_slice(&symbols::value(text.get(n..n + 8)?)?.to_be_bytes()[11..]);
    }
    Some(bytes)
}

fn round(keys: &Keyring, allotment: Uuid) -> impl Fn(u64, u32) -> [u8; 8] {
    move |half, round| {
        let mac = keys.sign("desk code round", &format!("{allotment}/{round}/{half}"));
        std::array::from_fn(|n| mac[n])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use store::SeededIds;

    use super::*;

    fn keys() -> Keyring {
        Keyring::generate(&SeededIds::new(1))
    }

    fn kinds() -> impl Strategy<Value = Kind> {
        (0..4usize).prop_map(|n| Kind::ALL[n])
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(kind in kinds(), allotment: u128, n: u32, seconds in 0..u32::MAX) {
            let keys = keys();
            let code = Code::new(kind, Uuid::from_u128(allotment), i64::from(n), i64::from(seconds) * 1000).unwrap();
            let text = code.write(&keys);
            prop_assert_eq!(text.len(), LONG);
            prop_assert!(!text.contains(['I', 'L', 'O', 'U']));
            for text in [text.clone(), text.to_lowercase(), format!("https://hall.example.cn/in/{text}"), format!(" {text}/ ")] {
                prop_assert_eq!(read(&keys, &text), Read::Signed(code));
            }
            prop_assert_eq!(read(&Keyring::generate(&SeededIds::new(2)), &text), Read::Forged);
        }

        #[test]
        fn one_symbol_changed_and_it_is_refused(n in 1..16_000_000u32, at in 0..LONG, to in 0..32u128) {
            let (keys, allotment) = (keys(), Uuid::from_u128(7));
            let altered = |text: &str, at: usize| {
                let mut bytes = text.as_bytes().to_vec();
                bytes[at] = symbols::spell(to, 1).as_bytes()[0];
                String::from_utf8(bytes).unwrap()
            };
            let long = Code::new(Kind::Ticket, allotment, i64::from(n), 0).unwrap().write(&keys);
            let wrong = altered(&long, at);
            prop_assert!(wrong == long || read(&keys, &wrong) == Read::Forged);
            let right = short(&keys, allotment, i64::from(n)).unwrap();
            prop_assert!(!right.contains(['I', 'L', 'O', 'U']));
            prop_assert_eq!(read_short(&keys, allotment, &right), Some(i64::from(n)));
            let wrong = altered(&right, at % SHORT);
            prop_assert!(wrong == right || read_short(&keys, allotment, &wrong) != Some(i64::from(n)));
        }

        #[test]
        fn no_text_is_a_defect(text in ".{0,80}") {
            let keys = keys();
            prop_assert!(!matches!(read(&keys, &text), Read::Signed(_)));
            let _ = (read_short(&keys, Uuid::nil(), &text), is_short(&text));
        }
    }

    #[test]
    fn a_code_made_up_is_hardly_ever_a_number() {
        let keys = keys();
        let made_up = |n: u64| format!("{:08}", n.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 38);
        let named = (0..50_000).filter(|n| read_short(&keys, Uuid::nil(), &made_up(*n)).is_some()).count();
        assert!(named < 10, "{named}");
        let other = Uuid::from_u128(8);
        let foreign = (1..2_000).filter(|n| read_short(&keys, other, &short(&keys, Uuid::nil(), *n).unwrap()).is_some()).count();
        assert!(foreign < 3, "{foreign}");
        assert_eq!(short(&keys, other, 1 << 24), None);
        assert_eq!(short(&keys, other, -1), None);
    }

    #[test]
    fn look_alikes_are_put_right() {
        let keys = keys();
        let code =
            (1..500).filter_map(|n| Some((n, short(&keys, Uuid::nil(), n)?))).find(|(_, c)| c.contains('0') && c.contains('1'));
        let (n, code) = code.unwrap();
        let typed = code.to_lowercase().replace('0', "o").replace('1', "l");
        assert_eq!(read_short(&keys, Uuid::nil(), &format!("{} {}", &typed[..4], &typed[4..])), Some(n));
        assert!(is_short(&typed) && is_short("１２３４ 5678") && has_figure("１"));
        assert!(!is_short("陈师傅") && !is_short("12345678号") && !is_short("1234567") && !has_figure("Elizabet"));
    }

    #[test]
    fn the_screen_turns() {
        let allotment = Uuid::from_u128(7);
        const NOON: i64 = 1_795_000_020_000;
        let code = Code::on_screen(allotment, 2, NOON + 29_999).unwrap();
        assert_eq!(Code::on_screen(allotment, 2, NOON), Some(code));
        assert_ne!(Code::on_screen(allotment, 2, NOON + TURN_MS), Some(code));
        assert!(code.is_fresh(NOON) && code.is_fresh(NOON + TURN_MS + GRACE_MS - 1000));
        assert!(!code.is_fresh(NOON + TURN_MS + GRACE_MS) && !code.is_fresh(NOON - TURN_MS));
        let pass = Code::new(Kind::Pass, allotment, 2, NOON).unwrap();
        assert!(pass.is_fresh(NOON + PASS_MS - 1000) && !pass.is_fresh(NOON + PASS_MS) && !pass.is_fresh(NOON - 1000));
    }
}
