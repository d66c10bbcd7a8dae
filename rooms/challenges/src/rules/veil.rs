//! What may be said of a group without saying it of anybody in it.

/// Fewer people than this are never shown as a group.
pub const FEWEST: i64 = 5;

/// A count of people, as far as it may be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// The whole is too small to say anything of its parts.
    Hidden,
    /// Fewer than five.
    Fewer,
    /// All but fewer than five: as many as this and perhaps some more.
    AtLeast(i64),
    Exact(i64),
}

impl Count {
    /// As the table keeps it.
    pub(crate) fn kept(self) -> (&'static str, Option<i64>) {
        match self {
            Self::Hidden => ("hidden", None),
            Self::Fewer => ("fewer", None),
            Self::AtLeast(n) => ("at-least", Some(n)),
            Self::Exact(n) => ("exact", Some(n)),
        }
    }
}

/// How many of `of` people something health-related holds for. "All of them" and "none of them" say it of each single one, so
/// both sides are five at least, or are left open.
#[must_use]
pub fn veiled(n: i64, of: i64) -> Count {
    if of < 2 * FEWEST {
        Count::Hidden
    } else if n < FEWEST {
        Count::Fewer
    } else if of - n < FEWEST {
        Count::AtLeast(of - FEWEST)
    } else {
        Count::Exact(n)
    }
}

/// Whether the sum of `behind` people's values may be shown: five stand behind it, and since the last sum at least five have
/// measured anew, so that the difference of the two is nobody's own.
#[must_use]
pub fn may_sum(behind: i64, is_first: bool, fresh: i64) -> bool {
    behind >= FEWEST && (is_first || fresh >= FEWEST)
}

/// To the nearest step, halves away from zero.
#[must_use]
pub fn rounded(sum: i64, step: i64) -> i64 {
    let half = if sum < 0 { -(step / 2) } else { step / 2 };
    (sum + half) / step * step
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn all_and_none_are_not_said() {
        assert_eq!((veiled(50, 50), veiled(0, 50), veiled(9, 9)), (Count::AtLeast(45), Count::Fewer, Count::Hidden));
        assert_eq!((veiled(5, 10), veiled(21, 43)), (Count::Exact(5), Count::Exact(21)));
        assert_eq!((rounded(14_951, 100), rounded(-151, 100), rounded(49, 100)), (15_000, -200, 0));
    }

    proptest! {
        #[test]
        fn what_is_said_is_true_and_is_nobodys_own(of in 0..400_i64, part in 0..400_i64) {
            let n = part.min(of);
            match veiled(n, of) {
                Count::Exact(said) => prop_assert!(said == n && n >= FEWEST && of - n >= FEWEST),
                Count::AtLeast(said) => prop_assert!(said <= n && said >= FEWEST && of - said >= FEWEST),
                Count::Fewer => prop_assert!(n < FEWEST && of >= 2 * FEWEST),
                Count::Hidden => prop_assert!(of < 2 * FEWEST),
            }
        }
    }
}
