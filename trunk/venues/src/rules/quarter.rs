//! Time in quarters of an hour: unix milliseconds / 900,000. The house's day begins on a quarter.

use codes::Day;

/// Milliseconds of a quarter of an hour.
pub const QUARTER_MS: i64 = 900_000;
/// Quarters of a week.
const WEEK: i32 = 7 * 96;
/// The longest weekly row: half a year.
pub const MOST_WEEKS: i32 = 26;

/// From a quarter up to another, which is not in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub from: i32,
    pub until: i32,
}

impl Span {
    /// Between two instants, unix milliseconds; a quarter that is only begun belongs to it. `None` when it is empty, or not of
    /// this age of the world.
    #[must_use]
    pub fn between(from: i64, until: i64) -> Option<Self> {
        let (first, last) = (from.div_euclid(QUARTER_MS), until.checked_add(QUARTER_MS - 1)?.div_euclid(QUARTER_MS));
        let span = Self { from: i32::try_from(first).ok()?, until: i32::try_from(last).ok()? };
        (span.from > 0 && span.from < span.until).then_some(span)
    }

    /// Unix milliseconds.
    #[must_use]
    pub fn begins(self) -> i64 {
        i64::from(self.from) * QUARTER_MS
    }

    /// Unix milliseconds; not in it any more.
    #[must_use]
    pub fn ends(self) -> i64 {
        i64::from(self.until) * QUARTER_MS
    }

    #[must_use]
    pub fn day(self) -> Day {
        Day::from_unix_ms(self.begins())
    }

    #[must_use]
    pub fn minutes(self) -> i64 {
        (self.ends() - self.begins()) / 60_000
    }

    /// Minutes of its first day it begins and ends at.
    #[must_use]
    pub fn of_day(self) -> (u16, u16) {
        let start = self.day().start_unix_ms();
        let minute = |at: i64| u16::try_from((at - start) / 60_000).unwrap_or(u16::MAX);
        (minute(self.begins()), minute(self.ends()))
    }

    /// The same hours of so many weeks, this one the first.
    #[must_use]
    pub fn weekly(self, weeks: i32) -> Vec<Self> {
        (0..weeks.clamp(1, MOST_WEEKS)).map(|n| Self { from: self.from + n * WEEK, until: self.until + n * WEEK }).collect()
    }
}

/// The Monday of a day's week.
#[must_use]
pub fn monday(day: Day) -> Day {
    Day(day.0 - day.weekday() as i32 + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_day_begins_on_a_quarter() {
        let start = Day(20_775).start_unix_ms();
        assert_eq!(start % QUARTER_MS, 0);
        let span = Span::between(start + 19 * 3_600_000, start + 21 * 3_600_000).unwrap();
        assert_eq!((span.minutes(), span.of_day(), span.day()), (120, (1140, 1260), Day(20_775)));
        assert_eq!(Span::between(start, start + 86_400_000).unwrap().of_day(), (0, 1440));
        assert_eq!(monday(Day(20_775)), Day(20_773));
        assert_eq!((monday(Day(20_773)), monday(Day(20_779))), (Day(20_773), Day(20_773)));
        assert!(Span::between(start, start).is_none() && Span::between(i64::MIN, i64::MAX).is_none());
    }

    proptest! {
        #[test]
        fn weeks_keep_weekday_and_hour(hours in 0i64..24, weeks in 1..=MOST_WEEKS) {
            let begins = Day(20_775).start_unix_ms() + hours * 3_600_000;
            let span = Span::between(begins, begins + 900_000).unwrap();
            let all = span.weekly(weeks);
            prop_assert_eq!(all.len() as i32, weeks);
            for s in all {
                prop_assert_eq!((s.day().weekday(), s.of_day()), (3, span.of_day()));
            }
        }

        #[test]
        fn a_span_holds_both_instants(from in 1_000_000_000_000i64..2_000_000_000_000, more in 1i64..100_000_000) {
            let span = Span::between(from, from + more).unwrap();
            prop_assert!(span.begins() <= from && span.ends() >= from + more && span.ends() - span.begins() < more + 2 * QUARTER_MS);
        }
    }
}
