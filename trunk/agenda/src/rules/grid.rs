//! Weeks and months as they are drawn: seven days a row, Monday first.

use codes::Day;

pub(crate) type Week = [Day; 7];

/// The week this day is in.
pub(crate) fn week(day: Day) -> Week {
    let monday = day.0 - i32::try_from(day.weekday()).unwrap_or(1) + 1;
    std::array::from_fn(|n| Day(monday + i32::try_from(n).unwrap_or(0)))
}

/// The weeks that this month's days are in, with the days of its neighbours that fill them.
pub(crate) fn month(key: i32) -> Vec<Week> {
    let first = Day::from_month_key(key);
    let end = first.next_month();
    let mut weeks = vec![week(first)];
    while let Some(last) = weeks.last().map(|w| w[6]).filter(|last| last.0 + 1 < end.0) {
        weeks.push(week(Day(last.0 + 1)));
    }
    weeks
}

/// The days of an item, first and last, by the house's clock; what ends at midnight does not reach into the next day.
pub(crate) fn days(begins_at: i64, ends_at: i64) -> (Day, Day) {
    let first = Day::from_unix_ms(begins_at);
    (first, Day::from_unix_ms(ends_at.saturating_sub(1)).max(first))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn november_2026_takes_six_rows() {
        // It begins on a Sunday.
        let weeks = month(2026 * 12 + 10);
        assert_eq!(weeks.len(), 6);
        assert_eq!((weeks[0][0].to_string(), weeks[5][6].to_string()), ("2026-10-26".into(), "2026-12-06".into()));
        // February 2027 fills four weeks exactly.
        assert_eq!(month(2027 * 12 + 1).len(), 4);
    }

    proptest! {
        #[test]
        fn every_day_of_a_month_stands_once(key in 1900 * 12..2200 * 12i32) {
            let weeks = month(key);
            let all: Vec<Day> = weeks.concat();
            prop_assert!(all.windows(2).all(|w| w[0].0 + 1 == w[1].0));
            prop_assert!(weeks.iter().all(|w| w[0].weekday() == 1 && w[6].weekday() == 7));
            let first = Day::from_month_key(key);
            for day in first.0..first.next_month().0 {
                prop_assert_eq!(all.iter().filter(|d| d.0 == day).count(), 1);
            }
            // No row belongs to the neighbours alone.
            prop_assert!(weeks.iter().all(|w| w.iter().any(|d| d.month_key() == key)));
        }

        #[test]
        fn a_day_is_in_its_week(day in -100_000..100_000i32) {
            let week = week(Day(day));
            prop_assert!(week.contains(&Day(day)) && week[0].weekday() == 1);
        }

        #[test]
        fn an_item_lasts_a_day_at_least(begins in 0..4_000_000_000_000i64, lasts in 1..400_000_000i64) {
            let (first, last) = days(begins, begins + lasts);
            prop_assert!(first <= last && first.start_unix_ms() <= begins && last.start_unix_ms() < begins + lasts);
        }
    }
}
