use super::item::Period;
use crate::rows::limit::Limit;

/// What may still be given under a limit, fen; never below nothing. `given` is what the person was given in that period already;
/// for a limit *a time* it does not matter.
#[must_use]
pub fn left(limit: &Limit, given: i64) -> i64 {
    match limit.period() {
        Period::Time => limit.fen,
        Period::Year => limit.fen.saturating_sub(given).max(0),
    }
}

/// Whether `asked` fen may be given under a limit to whoever was given `given` fen in this period. What brings it exactly to the
/// limit may be given.
#[must_use]
pub fn within(limit: &Limit, given: i64, asked: i64) -> bool {
    asked <= left(limit, given)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn limit(period: Period, fen: i64) -> Limit {
        Limit { period: period.name().into(), fen, ..Limit::default() }
    }

    #[test]
    fn the_last_fen_may_be_given_and_not_one_more() {
        let year = limit(Period::Year, 220_000);
        assert!(within(&year, 150_000, 70_000) && !within(&year, 150_000, 70_001));
        assert_eq!((left(&year, 230_000), within(&year, 230_000, 0)), (0, true));
        let time = limit(Period::Time, 30_000);
        assert!(within(&time, 1_000_000, 30_000) && !within(&time, 0, 30_001));
    }

    proptest! {
        #[test]
        fn gifts_one_after_the_other_never_exceed_a_year(most in 0..1_000_000i64, asked in prop::collection::vec(0..400_000i64, 0..20)) {
            let (year, mut given) = (limit(Period::Year, most), 0);
            for fen in asked {
                if within(&year, given, fen) {
                    given += fen;
                }
            }
            prop_assert!(given <= most);
        }
    }
}
