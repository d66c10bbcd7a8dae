//! A stretch of days that figures are asked for: a month, a quarter, a year of either kind, or any other.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::Day;

/// The days from `from` (included) until `until` (excluded); empty if `until` is not later than `from`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    pub from: Day,
    pub until: Day,
}

impl Period {
    /// Any two bounds; the order is the caller's to check, see [`Period::is_empty`].
    pub const fn new(from: Day, until: Day) -> Period {
        Period { from, until }
    }

    /// One month by its [`Day::month_key`].
    pub fn month(key: i32) -> Period {
        Period::of_months(key, 1)
    }

    /// The quarter 1–4 of a calendar year; other numbers run on into the years beside it.
    pub fn quarter(year: i32, quarter: i32) -> Period {
        Period::of_months(year * 12 + (quarter - 1) * 3, 3)
    }

    /// 1 January – 31 December.
    pub fn calendar_year(year: i32) -> Period {
        Period::of_months(year * 12, 12)
    }

    /// The unions' statistics year, named by the year it ends in: 2026 is 2025-10-01 – 2026-09-30.
    pub fn stat_year(year: i32) -> Period {
        Period::of_months(year * 12 - 3, 12)
    }

    fn of_months(first_key: i32, months: i32) -> Period {
        Period { from: Day::from_month_key(first_key), until: Day::from_month_key(first_key + months) }
    }

    pub fn is_empty(self) -> bool {
        self.until <= self.from
    }

    pub fn contains(self, day: Day) -> bool {
        self.from <= day && day < self.until
    }

    pub fn overlaps(self, other: Period) -> bool {
        self.from.max(other.from) < self.until.min(other.until)
    }

    /// The last day inside; the day before `from` if the period is empty.
    pub fn last(self) -> Day {
        self.until.max(self.from) - 1
    }

    /// How many days lie inside.
    pub fn days(self) -> i32 {
        (self.until - self.from).max(0)
    }

    /// The [`Day::month_key`]s of all months the period touches, in order. Do not ask this of an open period:
    /// it has a hundred thousand months.
    pub fn months(self) -> RangeInclusive<i32> {
        let first = self.from.month_key();
        if self.is_empty() { first..=first - 1 } else { first..=self.last().month_key() }
    }

    /// Whether it begins and ends with whole months (people are counted by whole months only, above the local).
    pub fn is_whole_months(self) -> bool {
        !self.is_empty() && self.from.day_of_month() == 1 && self.until.day_of_month() == 1
    }

    /// The period of the same length that ends where this one begins: as many whole months if it consists of whole
    /// months, else as many days.
    pub fn previous(self) -> Period {
        let from = if self.is_whole_months() {
            Day::from_month_key(self.from.month_key() * 2 - self.until.month_key())
        } else {
            self.from - self.days()
        };
        Period { from, until: self.from }
    }

    /// The same days of the year before, for comparison with the same time last year (同比). The 29th of February stands at
    /// the 28th; an open bound stays open.
    pub fn year_before(self) -> Period {
        let back = |day: Day| {
            if day == Day::MIN || day == Day::OPEN { day } else { day.plus_months(-12) }
        };
        // Shifting the last day rather than the bound keeps 29 February from swallowing the day after it.
        let until = if self.is_whole_months() || self.until == Day::OPEN || self.is_empty() {
            back(self.until)
        } else {
            back(self.last()) + 1
        };
        Period { from: back(self.from), until }
    }
}
