//! Working days by the official holiday calendar (国务院办公厅 notices), make-up days included.
//!
//! The calendar is data, per year. A year without data counts weekends only and [`Calendar::is_known`] is false, so that the
//! caller can tell the officer; nothing is ever guessed.

use std::collections::{BTreeMap, BTreeSet};

use crate::Day;

/// The calendars announced when this was built, as `kind,from,to,name,source` with kind `off` or `work`.
const OFFICIAL: &str = include_str!("../data/holidays.csv");

/// Longer than any holiday ever announced; a longer run in the data is a slip in a date.
const LONGEST_RUN: i32 = 31;

/// Which days differ from the plain week, year by year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    years: BTreeSet<i32>,
    exceptions: BTreeMap<Day, Exception>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Exception {
    works: bool,
    name: String,
}

/// Why a calendar's data cannot be read; lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    #[error("line {line}: expected kind,from,to,name")]
    Shape { line: usize },
    #[error("line {line}: kind is neither off nor work")]
    Kind { line: usize },
    #[error("line {line}: not a day, or the end is before the beginning or more than a month after it")]
    Days { line: usize },
    #[error("line {line}: {day} was named before")]
    Twice { line: usize, day: Day },
}

impl Calendar {
    /// Weekends only; no year is known.
    pub fn new() -> Calendar {
        Calendar::default()
    }

    /// The official calendars of 2024, 2025 and 2026.
    pub fn official() -> Calendar {
        Calendar::read_csv(OFFICIAL).unwrap_or_default()
    }

    /// Reads `kind,from,to,name[,source]` lines under one header line; kind is `off` (a holiday) or `work` (a make-up day),
    /// both days are included and written yyyy-mm-dd. Every year in which an entry begins becomes known.
    ///
    /// # Errors
    /// See [`CalendarError`]; nothing is taken from faulty data.
    pub fn read_csv(text: &str) -> Result<Calendar, CalendarError> {
        let mut calendar = Calendar::new();
        for (index, text) in text.trim_start_matches('\u{feff}').lines().enumerate().skip(1) {
            let line = index + 1;
            if text.trim().is_empty() {
                continue;
            }
            let mut cells = text.split(',').map(str::trim);
            let (Some(kind), Some(from), Some(to), Some(name)) = (cells.next(), cells.next(), cells.next(), cells.next()) else {
                return Err(CalendarError::Shape { line });
            };
            let works = match kind {
                "off" => false,
                "work" => true,
                _ => return Err(CalendarError::Kind { line }),
            };
            let (Ok(from), Ok(to)) = (from.parse::<Day>(), to.parse::<Day>()) else {
                return Err(CalendarError::Days { line });
            };
            if to < from || to - from > LONGEST_RUN {
                return Err(CalendarError::Days { line });
            }
            for day in (from.0..=to.0).map(Day) {
                if calendar.exceptions.contains_key(&day) {
                    return Err(CalendarError::Twice { line, day });
                }
                calendar.set(day, works, name);
            }
        }
        Ok(calendar)
    }

    /// Takes over a whole other calendar: its years replace the years of the same number here.
    pub fn replace_years(&mut self, newer: &Calendar) {
        self.exceptions.retain(|day, _| !newer.years.contains(&day.year()));
        self.exceptions.extend(newer.exceptions.iter().map(|(day, exception)| (*day, exception.clone())));
        self.years.extend(&newer.years);
    }

    /// Records one day off or one make-up day, by the festival's name; the year becomes known.
    pub fn set(&mut self, day: Day, works: bool, name: &str) {
        self.years.insert(day.year());
        self.exceptions.insert(day, Exception { works, name: name.to_owned() });
    }

    /// Whether the official calendar of the year is held; if not, only weekends are counted.
    pub fn is_known(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// Whether all years from `from` to `to` (both included) are held.
    pub fn is_known_between(&self, from: Day, to: Day) -> bool {
        (from.year()..=to.year()).all(|year| self.is_known(year))
    }

    pub fn is_working_day(&self, day: Day) -> bool {
        self.exceptions.get(&day).map_or(!day.is_weekend(), |exception| exception.works)
    }

    /// The festival for which the day is off, or is worked in exchange.
    pub fn festival(&self, day: Day) -> Option<&str> {
        self.exceptions.get(&day).map(|exception| exception.name.as_str())
    }

    /// The `n`th working day after `from`, itself not counted; earlier ones for a negative `n`; `from` itself for 0.
    /// Stops at [`Day::MIN`] and [`Day::MAX`].
    pub fn add_working_days(&self, from: Day, n: i32) -> Day {
        let step = n.signum();
        let mut left = n.unsigned_abs();
        let mut day = from;
        while left > 0 && day > Day::MIN && day < Day::MAX {
            day += step;
            left -= u32::from(self.is_working_day(day));
        }
        day
    }

    /// How many working days lie after `from` up to and including `to`, so that
    /// `working_days_between(day, add_working_days(day, n)) == n`; negative if `to` is earlier.
    pub fn working_days_between(&self, from: Day, to: Day) -> i32 {
        if to < from {
            return -self.working_days_between(to, from);
        }
        let weekdays = weekdays_until(to + 1) - weekdays_until(from + 1);
        self.exceptions
            .range(from + 1..to + 1)
            .fold(weekdays, |count, (day, exception)| count + i32::from(exception.works) - i32::from(!day.is_weekend()))
    }

    /// The clock of working days from the day after `received` to `deadline`, as it stands on `today`.
    pub fn clock(&self, received: Day, deadline: Day, today: Day) -> DayClock {
        let mut cells: Vec<DayCell> = Vec::new();
        // A row of a thousand cells is no picture any more; the numbers below stay right.
        let end = deadline.min(received + DayClock::LONGEST);
        for day in (received.0 + 1..=end.0).map(Day).filter(|day| self.is_working_day(*day)) {
            let gap_before = cells.last().is_some_and(|before| day - before.day > 1);
            cells.push(DayCell { day, past: day < today, today: day == today, last: false, gap_before });
        }
        if let Some(cell) = cells.last_mut() {
            cell.last = true;
        }
        DayClock {
            cells,
            elapsed: self.working_days_between(received, today.clamp(received, deadline.max(received))),
            total: self.working_days_between(received, deadline.max(received)),
            overdue: self.working_days_between(deadline, today.max(deadline)),
            deadline,
            known: self.is_known_between(received, deadline),
        }
    }
}

/// Mondays to Fridays from the beginning of the count (a Monday) up to but not including `day`.
fn weekdays_until(day: Day) -> i32 {
    // 1969-12-29 was a Monday.
    let days = day.0 + 3;
    days.div_euclid(7) * 5 + days.rem_euclid(7).min(5)
}

/// A legal clock drawn as a row of days: one cell a working day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayClock {
    pub cells: Vec<DayCell>,
    /// How many working days have come, today included: today is the 4th of 15.
    pub elapsed: i32,
    pub total: i32,
    /// Working days since the deadline passed; 0 while it has not.
    pub overdue: i32,
    pub deadline: Day,
    /// Whether all years involved have an official calendar; if not, the officer is told.
    pub known: bool,
}

impl DayClock {
    /// Days drawn at most.
    pub const LONGEST: i32 = 400;
}

/// One working day of a [`DayClock`]; a day is past, today or ahead (neither).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayCell {
    pub day: Day,
    pub past: bool,
    pub today: bool,
    /// The last day of the clock.
    pub last: bool,
    /// A weekend or holiday lies before it: leave a gap.
    pub gap_before: bool,
}
