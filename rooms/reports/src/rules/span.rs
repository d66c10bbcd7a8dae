//! The stretches of time that figures are asked for, as they stand in an address.

use codes::{Day, Period};
use i18n::Voice;

/// `2026-11`, `2026q4`, `2026` (calendar year), `s2026` (the unions' statistics year, 1 October 2025 – 30 September 2026), or
/// `range` with two days beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// `codes::Day::month_key`.
    Month(i32),
    /// Year, and 1–4.
    Quarter(i32, i32),
    Calendar(i32),
    Statistics(i32),
    Range(Period),
}

/// No union of this federation is older.
const FIRST_YEAR: i32 = 1925;
/// Figures of years to come can be asked for, and are empty.
const LAST_YEAR: i32 = 2100;

fn year(text: &str) -> Option<i32> {
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|year| digits && (FIRST_YEAR..=LAST_YEAR).contains(year))
}

impl Span {
    /// Reads what stands in an address; `from` and `until` (the last day) count for `range`, and without any name.
    #[must_use]
    pub fn read(name: &str, from: &str, until: &str) -> Option<Self> {
        if name == "range" || (name.is_empty() && !from.is_empty()) {
            let (from, last) = (Day::parse_written(from).ok()?, Day::parse_written(until).ok()?);
            let known = |day: Day| (FIRST_YEAR..=LAST_YEAR).contains(&day.year());
            return (known(from) && known(last) && from <= last).then(|| Self::Range(Period::new(from, last + 1)));
        }
        if let Some(rest) = name.strip_prefix('s') {
            return year(rest).map(Self::Statistics);
        }
        if let Some((of, quarter)) = name.split_once('q') {
            let quarter: i32 = quarter.parse().ok()?;
            return year(of).filter(|_| (1..=4).contains(&quarter)).map(|of| Self::Quarter(of, quarter));
        }
        if let Some((of, month)) = name.split_once('-') {
            let month: i32 = month.parse().ok()?;
            return year(of).filter(|_| (1..=12).contains(&month)).map(|of| Self::Month(of * 12 + month - 1));
        }
        year(name).map(Self::Calendar)
    }

    /// As it stands in an address; a range needs its days beside it.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Month(key) => format!("{:04}-{:02}", key.div_euclid(12), key.rem_euclid(12) + 1),
            Self::Quarter(year, quarter) => format!("{year}q{quarter}"),
            Self::Calendar(year) => year.to_string(),
            Self::Statistics(year) => format!("s{year}"),
            Self::Range(_) => "range".into(),
        }
    }

    #[must_use]
    pub fn period(self) -> Period {
        match self {
            Self::Month(key) => Period::month(key),
            Self::Quarter(year, quarter) => Period::quarter(year, quarter),
            Self::Calendar(year) => Period::calendar_year(year),
            Self::Statistics(year) => Period::stat_year(year),
            Self::Range(period) => period,
        }
    }

    /// In words: `2026年第4季度`, `统计年度2026`.
    #[must_use]
    pub fn says(self, v: &Voice) -> String {
        match self {
            Self::Month(key) => v.month(key),
            Self::Quarter(year, quarter) => v.t2("reports-span-quarter", "year", year.to_string(), "quarter", quarter),
            Self::Calendar(year) => v.t1("reports-span-calendar", "year", year.to_string()),
            Self::Statistics(year) => v.t1("reports-span-statistics", "year", year.to_string()),
            Self::Range(_) => v.t("reports-span-range"),
        }
    }

    /// What the form offers: the years and quarters about today, and the last twelve months.
    #[must_use]
    pub fn offered(today: Day) -> Vec<Self> {
        let (this, quarter) = (today.year(), (today.month() as i32 - 1) / 3 + 1);
        let mut spans = vec![Self::Calendar(this), Self::Calendar(this - 1)];
        spans.extend([Self::Statistics(today.stat_year()), Self::Statistics(today.stat_year() - 1)]);
        spans.push(Self::Quarter(this, quarter));
        spans.push(if quarter > 1 { Self::Quarter(this, quarter - 1) } else { Self::Quarter(this - 1, 4) });
        spans.extend((0..12).map(|back| Self::Month(today.month_key() - back)));
        spans
    }
}

/// The period to compare with: the one before; while the period still runs, the same number of days of it.
#[must_use]
pub fn before(period: Period, today: Day) -> Period {
    let before = period.previous();
    if period.contains(today) && !period.contains(Day::OPEN) {
        let run = today + 1 - period.from;
        return Period::new(before.from, (before.from + run).min(before.until));
    }
    before
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_address_says_is_read_back() {
        for name in ["2026-11", "2026q4", "2026", "s2026"] {
            assert_eq!(Span::read(name, "", "").map(Span::name).as_deref(), Some(name));
        }
        for name in ["", "2026-13", "2026q5", "26", "s20260", "99999", "range", "2026-", "q", "２０２６", "s", "1066"] {
            assert_eq!(Span::read(name, "", ""), None, "{name}");
        }
        let range = Span::read("range", "2026-03-05", "2026-03-05").map(Span::period);
        assert_eq!(range.map(Period::days), Some(1));
        assert_eq!(Span::read("range", "2026-03-05", "2026-03-04"), None);
        assert_eq!(Span::read("range", "0001-01-01", "9999-12-31"), None);
    }

    #[test]
    fn a_running_period_is_compared_with_as_many_days() {
        let today = Day::from_ymd(2026, 11, 18).unwrap_or_default();
        let shorter = before(Period::calendar_year(2026), today);
        assert_eq!((shorter.from.to_string(), shorter.last().to_string()), ("2025-01-01".into(), "2025-11-18".into()));
        assert_eq!(before(Period::calendar_year(2025), today), Period::calendar_year(2024));
    }
}
