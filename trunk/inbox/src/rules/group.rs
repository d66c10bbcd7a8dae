use codes::Day;

use crate::rows::waiting::Task;

/// Where a task stands on the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Due today or late.
    Now,
    /// Due by Sunday.
    Week,
    /// Due later, or at no given time.
    Later,
    /// It waits at another union; this one follows it.
    Others,
}

impl Group {
    pub const ALL: [Self; 4] = [Self::Now, Self::Week, Self::Later, Self::Others];

    /// As the API writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Week => "week",
            Self::Later => "later",
            Self::Others => "others",
        }
    }

    /// The message that heads it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Now => "inbox-group-now",
            Self::Week => "inbox-group-week",
            Self::Later => "inbox-group-later",
            Self::Others => "inbox-group-others",
        }
    }
}

/// The group of a task as seen today; a week ends with its Sunday.
#[must_use]
pub fn group(task: &Task, today: Day) -> Group {
    if task.is_followed { Group::Others } else { of_day(task.due.day(), today) }
}

fn of_day(due: Day, today: Day) -> Group {
    // 1969-12-29 was a Monday.
    let sunday = Day(today.0 - (today.0 + 3).rem_euclid(7) + 6);
    if due <= today {
        Group::Now
    } else if due <= sunday {
        Group::Week
    } else {
        Group::Later
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_ends_on_sunday() {
        // 2026-11-18 is a Wednesday.
        let wednesday = Day(20_775);
        assert_eq!(of_day(Day(20_774), wednesday), Group::Now);
        assert_eq!(of_day(wednesday, wednesday), Group::Now);
        assert_eq!(of_day(Day(20_776), wednesday), Group::Week);
        assert_eq!(of_day(Day(20_779), wednesday), Group::Week);
        assert_eq!(of_day(Day(20_780), wednesday), Group::Later);
        assert_eq!(of_day(Day::OPEN, wednesday), Group::Later);
        assert_eq!(of_day(Day(20_780), Day(20_779)), Group::Later);
        assert_eq!(of_day(Day(20_786), Day(20_780)), Group::Week);
    }
}
