//! One calendar day, and the arithmetic of days and months.
//!
//! Never an instant and never the present day: whoever needs "today" hands it in.

use std::fmt;
use std::ops::{Add, AddAssign, Sub, SubAssign};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The house's time zone is fixed at UTC+08:00, which China has kept without summer time since 1991.
const HOUSE_OFFSET_MS: i64 = 8 * 3_600_000;
const MS_PER_DAY: i64 = 86_400_000;

/// A day as the number of days since 1970-01-01 in the proleptic Gregorian calendar.
///
/// Serialised as that bare number. Intervals of days are half-open everywhere: `from` is in, `until` is not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub i32);

/// Why a text is not a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DayError {
    /// The text is not of the shape `yyyy-mm-dd`.
    #[error("not a day of the form yyyy-mm-dd")]
    Shape,
    /// The shape is right, but the calendar has no such day.
    #[error("the calendar has no such day")]
    NoSuchDay,
}

impl Day {
    /// An open beginning: earlier than any day on record (year −768), far from overflow.
    pub const MIN: Day = Day(-1_000_000);
    /// An open end: later than any day on record (year 7445), far from overflow.
    pub const OPEN: Day = Day(2_000_000);
    /// The same day as [`Day::OPEN`].
    pub const MAX: Day = Day::OPEN;

    /// The day of a year, month 1–12 and day of the month; `None` if the calendar has no such day or it lies
    /// outside [`Day::MIN`]..=[`Day::MAX`].
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Day> {
        if !(-800..=7500).contains(&year) || !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        let found = Day(days_from_civil(year, month, day));
        (Day::MIN..=Day::MAX).contains(&found).then_some(found)
    }

    /// The day, by the house's clock (UTC+08:00), of an instant in unix milliseconds.
    pub fn from_unix_ms(ms: i64) -> Day {
        let days = ms.saturating_add(HOUSE_OFFSET_MS).div_euclid(MS_PER_DAY);
        Day(days.clamp(i64::from(Day::MIN.0), i64::from(Day::MAX.0)) as i32)
    }

    /// The instant, in unix milliseconds, at which the day begins by the house's clock (UTC+08:00).
    pub fn start_unix_ms(self) -> i64 {
        i64::from(self.0) * MS_PER_DAY - HOUSE_OFFSET_MS
    }

    /// Year, month 1–12, day of the month 1–31.
    pub fn ymd(self) -> (i32, u32, u32) {
        civil_from_days(self.0)
    }

    pub fn year(self) -> i32 {
        self.ymd().0
    }

    /// 1–12.
    pub fn month(self) -> u32 {
        self.ymd().1
    }

    /// 1–31.
    pub fn day_of_month(self) -> u32 {
        self.ymd().2
    }

    /// 1 = Monday … 7 = Sunday, as ISO 8601 counts.
    pub fn weekday(self) -> u32 {
        // 1970-01-01 was a Thursday.
        (i64::from(self.0) + 3).rem_euclid(7) as u32 + 1
    }

    /// Saturday or Sunday; says nothing of holidays (those are in a calendar of working days).
    pub fn is_weekend(self) -> bool {
        self.weekday() >= 6
    }

    /// Months counted through: year × 12 + month − 1, so that months subtract and sort.
    pub fn month_key(self) -> i32 {
        let (year, month, _) = self.ymd();
        year * 12 + month as i32 - 1
    }

    /// The first day of the month of a [`Day::month_key`].
    pub fn from_month_key(key: i32) -> Day {
        let key = key.clamp(-9_600, 90_000);
        Day(days_from_civil(key.div_euclid(12), key.rem_euclid(12) as u32 + 1, 1))
    }

    pub fn first_of_month(self) -> Day {
        Day(self.0 - self.day_of_month() as i32 + 1)
    }

    /// The first day of the month after this day's.
    pub fn next_month(self) -> Day {
        Day::from_month_key(self.month_key() + 1)
    }

    /// The same day of the month, `months` later (or earlier, if negative); where that month is too short, its last day.
    pub fn plus_months(self, months: i32) -> Day {
        let first = Day::from_month_key(self.month_key().saturating_add(months));
        let (year, month, _) = first.ymd();
        Day(first.0 + self.day_of_month().min(days_in_month(year, month)) as i32 - 1)
    }

    /// Full years from `self` (a birthday) to `on`; a birthday on 29 February is reached on 1 March of common years.
    /// Negative if `on` is earlier.
    pub fn years_until(self, on: Day) -> i32 {
        let (from_year, from_month, from_day) = self.ymd();
        let (year, month, day) = on.ymd();
        year - from_year - i32::from((month, day) < (from_month, from_day))
    }

    /// The statistics year of the trade unions, 1 October – 30 September, named by the year it ends in:
    /// 2025-10-01 is of 2026.
    pub fn stat_year(self) -> i32 {
        let (year, month, _) = self.ymd();
        year + i32::from(month >= 10)
    }

    /// Reads a day as people and spreadsheets write it: `2026-03-05`, `2026/3/5`, `2026.3.5`, `2026年3月5日`, `20260305`,
    /// also in full-width digits.
    ///
    /// # Errors
    /// [`DayError::Shape`] if it is none of these, [`DayError::NoSuchDay`] if the calendar has no such day.
    pub fn parse_written(text: &str) -> Result<Day, DayError> {
        let text = crate::width::narrow(text.trim());
        if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
            return read_ymd(&text[..4], &text[4..6], &text[6..]);
        }
        let text = text.strip_suffix('日').unwrap_or(&text);
        let mut parts = text.split(['-', '/', '.', '年', '月']).map(str::trim);
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(year), Some(month), Some(day), None) if year.len() == 4 => read_ymd(year, month, day),
            _ => Err(DayError::Shape),
        }
    }
}

fn read_ymd(year: &str, month: &str, day: &str) -> Result<Day, DayError> {
    let number = |text: &str, most: usize| -> Result<u32, DayError> {
        if text.is_empty() || text.len() > most || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(DayError::Shape);
        }
        text.parse().map_err(|_| DayError::Shape)
    };
    let year = number(year, 4)? as i32;
    Day::from_ymd(year, number(month, 2)?, number(day, 2)?).ok_or(DayError::NoSuchDay)
}

impl fmt::Display for Day {
    /// `yyyy-mm-dd`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Day {
    type Err = DayError;

    /// Exactly `yyyy-mm-dd`, as [`fmt::Display`] writes it and `<input type=date>` sends it.
    fn from_str(text: &str) -> Result<Day, DayError> {
        let b = text.as_bytes();
        if b.len() != 10 || b[4] != b'-' || b[7] != b'-' || !text.is_ascii() {
            return Err(DayError::Shape);
        }
        read_ymd(&text[..4], &text[5..7], &text[8..])
    }
}

impl Add<i32> for Day {
    type Output = Day;
    fn add(self, days: i32) -> Day {
        Day(self.0.saturating_add(days))
    }
}

impl Sub<i32> for Day {
    type Output = Day;
    fn sub(self, days: i32) -> Day {
        Day(self.0.saturating_sub(days))
    }
}

impl Sub for Day {
    type Output = i32;
    /// Days from `other` to `self`.
    fn sub(self, other: Day) -> i32 {
        self.0.saturating_sub(other.0)
    }
}

impl AddAssign<i32> for Day {
    fn add_assign(&mut self, days: i32) {
        *self = *self + days;
    }
}

impl SubAssign<i32> for Day {
    fn sub_assign(&mut self, days: i32) {
        *self = *self - days;
    }
}

fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

// Both directions count in eras of 400 years (146,097 days) whose years begin on 1 March, so that the leap day
// comes last and month lengths follow one linear rule; 719,468 days lie between 0000-03-01 and 1970-01-01.

fn days_from_civil(year: i32, month: u32, day: u32) -> i32 {
    let (month, day) = (month as i32, day as i32);
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

fn civil_from_days(days: i32) -> (i32, u32, u32) {
    let shifted = i64::from(days) + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year as i32, month as u32, day as u32)
}
