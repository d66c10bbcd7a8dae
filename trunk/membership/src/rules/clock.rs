//! The clock of a request: 15 working days from the day after it was made (one city's rule; best practice is under 3).

use std::sync::LazyLock;

use codes::working_days::DayClock;
use codes::{Calendar, Day};

/// Working days a union has to answer.
pub(crate) const DAYS: i32 = 15;

static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::official);

/// The last day for an answer to what was asked on a day.
pub(crate) fn due(asked: Day) -> Day {
    CALENDAR.add_working_days(asked, DAYS)
}

/// How the clock stands today.
pub(crate) fn stands(asked: Day, due: Day, today: Day) -> DayClock {
    CALENDAR.clock(asked, due, today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifteen_working_days_as_the_calendar_has_them() {
        // Asked on Thursday 12 November 2026: the answer is due on Thursday 3 December, and the 18th is the fourth day.
        let asked = Day::from_ymd(2026, 11, 12).unwrap();
        let due = due(asked);
        assert_eq!(due, Day::from_ymd(2026, 12, 3).unwrap());
        let clock = stands(asked, due, Day::from_ymd(2026, 11, 18).unwrap());
        assert_eq!((clock.elapsed, clock.total, clock.overdue), (4, DAYS, 0));
        // The National Day week of 2026 counts no day.
        let before = Day::from_ymd(2026, 9, 30).unwrap();
        assert!(super::due(before) > before + 21);
    }
}
