//! The next time a series could be held once more.

const WEEK: i64 = 7 * 86_400_000;
/// People need some days to hear of it, milliseconds.
const AHEAD: i64 = 3 * 86_400_000;
/// Half a year; what finds no room by then is for a person to settle.
const MOST_WEEKS: i64 = 26;

/// The first beginning at the same weekday and hour as `first` from which `weeks` weekly meetings of `minutes` meet nothing of
/// `busy` (beginning and end, unix milliseconds, in any order) and which is at least three days ahead. None within half a year.
#[must_use]
pub(crate) fn next(first: i64, weeks: i64, minutes: i32, busy: &[(i64, i64)], now: i64) -> Option<i64> {
    let length = i64::from(minutes) * 60_000;
    let is_free = |at: i64| busy.iter().all(|(from, until)| at + length <= *from || *until <= at);
    let passed = (now + AHEAD - first).max(0).div_euclid(WEEK);
    (passed..=passed + MOST_WEEKS)
        .map(|n| first + n * WEEK)
        .filter(|at| *at >= now + AHEAD)
        .find(|at| (0..weeks).all(|n| is_free(at + n * WEEK)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_weekday_and_hour_without_a_clash() {
        let (first, hour) = (100 * 86_400_000, 3_600_000);
        let now = first + 2 * WEEK;
        assert_eq!(next(first, 1, 60, &[], now), Some(first + 3 * WEEK));
        let busy = [(first + 3 * WEEK + hour / 2, first + 3 * WEEK + 2 * hour)];
        assert_eq!(next(first, 1, 60, &busy, now), Some(first + 4 * WEEK));
        // Ends as the other begins: no clash.
        assert_eq!(next(first, 1, 30, &busy, now), Some(first + 3 * WEEK));
        assert_eq!(next(first, 2, 60, &[(first + 4 * WEEK, first + 4 * WEEK + hour)], now), Some(first + 5 * WEEK));
        assert_eq!(next(first, 1, 60, &[(0, i64::MAX)], now), None);
    }
}
