//! What is said to whoever stands at the door.

use store::Instant;
use uuid::Uuid;

use crate::rows::check_in::CheckIn;
use crate::rows::entry::Entry;
use crate::rows::occasion::Occasion;

const MINUTE: i64 = 60_000;
/// Doors open so long before the beginning.
const BEFORE: i64 = 120 * MINUTE;
/// And close so long after the end.
const AFTER: i64 = 30 * MINUTE;
/// What was kept on paper or by a device without network is taken for so long.
pub(crate) const LATEST: i64 = 30 * 24 * 60 * MINUTE;
/// From here on somebody who comes after the beginning is late.
const LATE: i64 = 5 * MINUTE;

/// How it was known who came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The ticket was scanned, or read off a photograph.
    Scan,
    /// The 8 symbols were typed.
    Code,
    /// Ticked on the list of names.
    Name,
    /// By the member's own telephone, from the screen or the poster.
    Own,
    /// From a paper sheet, afterwards.
    Paper,
}

impl How {
    const ALL: [Self; 5] = [Self::Scan, Self::Code, Self::Name, Self::Own, Self::Paper];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Scan => "scan",
            Self::Code => "code",
            Self::Name => "name",
            Self::Own => "self",
            Self::Paper => "paper",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|h| h.name() == name)
    }

    /// Entered by somebody who knows the person, also when all is over.
    fn is_by_hand(self) -> bool {
        matches!(self, Self::Name | Self::Paper)
    }
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// In, so many minutes after the beginning; 0 for whoever is not late.
    In {
        late: i64,
    },
    Already {
        at: Instant,
    },
    /// It is the time of another occasion.
    Other {
        n: i32,
    },
    Early {
        opens_at: Instant,
    },
    Late {
        closed_at: Instant,
    },
    CalledOff,
    Waiting,
    Offered,
    Unpaid,
    /// Has no place: the state of the entry, empty for whoever never asked for one.
    NotPlaced(String),
    /// A true ticket for something else: its title, where it is this union's.
    Elsewhere(Option<String>),
    Forged,
    /// Neither a code nor anybody's number.
    Unreadable,
    /// The code of the screen is no longer the present one.
    Stale,
    /// An officer took this very check-in back.
    TakenBack,
}

impl Answer {
    #[must_use]
    pub fn is_in(&self) -> bool {
        matches!(self, Self::In { .. } | Self::Already { .. })
    }

    /// As machines read it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::In { .. } => "in",
            Self::Already { .. } => "already",
            Self::Other { .. } => "other-occasion",
            Self::Early { .. } => "early",
            Self::Late { .. } => "late",
            Self::CalledOff => "called-off",
            Self::Waiting => "waiting",
            Self::Offered => "offered",
            Self::Unpaid => "unpaid",
            Self::NotPlaced(_) => "not-placed",
            Self::Elsewhere(_) => "elsewhere",
            Self::Forged => "forged",
            Self::Unreadable => "unreadable",
            Self::Stale => "stale",
            Self::TakenBack => "taken-back",
        }
    }
}

/// Everything the answer depends on.
pub(crate) struct Call<'a> {
    pub is_cancelled: bool,
    pub occasions: &'a [Occasion],
    /// The occasion of this door.
    pub n: i32,
    pub how: How,
    /// When he stood there, and when the house hears of it.
    pub at: Instant,
    pub now: Instant,
    pub key: Uuid,
    pub entry: Option<&'a Entry>,
    pub was: Option<&'a CheckIn>,
}

/// When doors open and close.
#[must_use]
pub(crate) fn hours(o: &Occasion) -> (Instant, Instant) {
    (o.begins_at - BEFORE, o.ends_at + AFTER)
}

/// The occasion whose doors are open, else the next, else the last that was.
#[must_use]
pub(crate) fn present(occasions: &[Occasion], now: Instant) -> Option<&Occasion> {
    let standing = || occasions.iter().filter(|o| o.is_planned());
    let coming = standing().filter(|o| hours(o).1 > now).min_by_key(|o| o.begins_at);
    coming.or_else(|| standing().max_by_key(|o| o.begins_at)).or_else(|| occasions.last())
}

/// Decides.
#[must_use]
pub(crate) fn decide(call: &Call<'_>) -> Answer {
    let Some(entry) = call.entry else { return Answer::NotPlaced(String::new()) };
    match entry.state.as_str() {
        _ if call.is_cancelled => return Answer::CalledOff,
        "placed" if !entry.has_ticket() => return Answer::Unpaid,
        "placed" => {}
        "waiting" => return Answer::Waiting,
        "offered" => return Answer::Offered,
        other => return Answer::NotPlaced(other.to_owned()),
    }
    let Some(occasion) = call.occasions.iter().find(|o| o.n == call.n) else { return Answer::CalledOff };
    match call.was {
        Some(was) if was.key == call.key && was.present == 0 => return Answer::TakenBack,
        Some(was) if was.key == call.key => return Answer::In { late: late(occasion, was.at) },
        Some(was) if was.present > 0 => return Answer::Already { at: was.at },
        _ => {}
    }
    if !occasion.is_planned() {
        return Answer::CalledOff;
    }
    let (opens_at, closed_at) = hours(occasion);
    let is_late = if call.how.is_by_hand() { false } else { call.at >= closed_at };
    if call.at < opens_at || is_late {
        let is_open = |o: &&Occasion| o.is_planned() && (hours(o).0..hours(o).1).contains(&call.at);
        return match call.occasions.iter().filter(is_open).min_by_key(|o| o.begins_at) {
            Some(other) => Answer::Other { n: other.n },
            None if is_late => Answer::Late { closed_at },
            None => Answer::Early { opens_at },
        };
    }
    if call.now >= closed_at + LATEST {
        return Answer::Late { closed_at };
    }
    Answer::In { late: if call.how == How::Paper { 0 } else { late(occasion, call.at) } }
}

fn late(occasion: &Occasion, at: Instant) -> i64 {
    let by = at.min(occasion.ends_at) - occasion.begins_at;
    if by >= LATE { by / MINUTE } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: i64 = 1_795_000_000_000;
    const HOUR: i64 = 60 * MINUTE;

    fn occasion(n: i32, begins_at: i64) -> Occasion {
        Occasion {
            allotment_id: Uuid::nil(),
            n,
            id: Uuid::from_u128(n.unsigned_abs().into()),
            begins_at,
            ends_at: begins_at + HOUR,
            place: String::new(),
            state: "planned".into(),
        }
    }

    #[test]
    fn the_door_at_hand_is_the_one_that_is_open() {
        let mut all = vec![occasion(1, NOON), occasion(2, NOON + 24 * HOUR)];
        let n = |all: &[Occasion], at| present(all, at).map(|o| o.n);
        assert_eq!(n(&all, NOON - 100 * HOUR), Some(1));
        assert_eq!(n(&all, NOON + HOUR), Some(1));
        assert_eq!(n(&all, NOON + HOUR + AFTER), Some(2));
        assert_eq!(n(&all, NOON + 99 * HOUR), Some(2));
        all[1].state = "cancelled".into();
        assert_eq!(n(&all, NOON + 99 * HOUR), Some(1));
        assert_eq!(n(&[], NOON), None);
    }

    #[test]
    fn every_minute_has_its_answer() {
        let all = [occasion(1, NOON), occasion(2, NOON + 24 * HOUR)];
        let entry = Entry { state: "placed".into(), ..Entry::default() };
        let ask = |how, at, now| {
            let call = Call {
                is_cancelled: false,
                occasions: &all,
                n: 1,
                how,
                at,
                now,
                key: Uuid::nil(),
                entry: Some(&entry),
                was: None,
            };
            decide(&call)
        };
        let opens_at = NOON - BEFORE;
        let closed_at = NOON + HOUR + AFTER;
        assert_eq!(ask(How::Scan, opens_at - 1, opens_at - 1), Answer::Early { opens_at });
        assert_eq!(ask(How::Scan, opens_at, opens_at), Answer::In { late: 0 });
        assert_eq!(ask(How::Scan, NOON + LATE - 1, NOON + LATE), Answer::In { late: 0 });
        assert_eq!(ask(How::Scan, NOON + LATE, NOON + LATE), Answer::In { late: 5 });
        assert_eq!(ask(How::Scan, closed_at, closed_at), Answer::Late { closed_at });
        assert_eq!(ask(How::Scan, NOON, closed_at + LATEST - 1), Answer::In { late: 0 }, "heard of late");
        assert_eq!(ask(How::Scan, NOON, closed_at + LATEST), Answer::Late { closed_at });
        assert_eq!(ask(How::Scan, NOON + 23 * HOUR, NOON + 23 * HOUR), Answer::Other { n: 2 });
        assert_eq!(ask(How::Paper, NOON + 23 * HOUR, NOON + 23 * HOUR), Answer::In { late: 0 });
        assert_eq!(ask(How::Name, closed_at, closed_at), Answer::In { late: 60 });
    }
}
