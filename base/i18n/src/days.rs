//! How a day, an instant, a count and a sum of money are written (mock/README, "Typography").

use jiff::civil::{Date, Weekday};
use jiff::{Timestamp, ToSpan, tz};

use crate::{Lang, Voice};

const WEEK_ZH: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
const WEEK_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTH_EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/// The house keeps one clock, UTC+08:00, which mainland China has used without summer time since 1992.
const HOUSE_OFFSET: tz::Offset = tz::offset(8);

fn civil(day: i32) -> Date {
    // Beyond what a four-digit year can write, the last such day stands for all.
    let day = day.clamp(-719_528, 2_932_896);
    Date::constant(1970, 1, 1).checked_add(day.days()).unwrap_or(Date::MAX)
}

fn weekday(date: Date) -> usize {
    usize::try_from(Weekday::to_monday_zero_offset(date.weekday())).unwrap_or(0)
}

impl Voice {
    /// `11月18日 周三` · `Wed 18 Nov`. `day`: days since 1970-01-01.
    #[must_use]
    pub fn date(&self, day: i32) -> String {
        let d = civil(day);
        match self.lang() {
            Lang::Zh => format!("{}月{}日 {}", d.month(), d.day(), WEEK_ZH[weekday(d)]),
            Lang::En => format!("{} {} {}", WEEK_EN[weekday(d)], d.day(), month_en(d)),
        }
    }

    /// `2026年11月18日` · `18 Nov 2026`. `day`: days since 1970-01-01.
    #[must_use]
    pub fn full_date(&self, day: i32) -> String {
        let d = civil(day);
        match self.lang() {
            Lang::Zh => format!("{}年{}月{}日", d.year(), d.month(), d.day()),
            Lang::En => format!("{} {} {}", d.day(), month_en(d), d.year()),
        }
    }

    /// `2026年11月` · `Nov 2026`. `month`: year × 12 + month − 1.
    #[must_use]
    pub fn month(&self, month: i32) -> String {
        let (year, m) = (month.div_euclid(12), month.rem_euclid(12));
        match self.lang() {
            Lang::Zh => format!("{year}年{}月", m + 1),
            Lang::En => format!("{} {year}", MONTH_EN[usize::try_from(m).unwrap_or(0)]),
        }
    }

    /// `2026-11-18`, the form of tables and date fields. `day`: days since 1970-01-01.
    #[must_use]
    pub fn iso_date(&self, day: i32) -> String {
        civil(day).to_string()
    }

    /// `09:40`. `at`: unix milliseconds.
    #[must_use]
    pub fn time(&self, at: i64) -> String {
        let t = moment(at);
        format!("{:02}:{:02}", t.hour(), t.minute())
    }

    /// `11月18日 09:40` · `18 Nov 09:40`. `at`: unix milliseconds.
    #[must_use]
    pub fn stamp(&self, at: i64) -> String {
        let t = moment(at);
        match self.lang() {
            Lang::Zh => format!("{}月{}日 {}", t.month(), t.day(), self.time(at)),
            Lang::En => format!("{} {} {}", t.day(), month_en(t.date()), self.time(at)),
        }
    }

    /// `11月29日 21:00`: until when something lasts. What lasts to the end of a day is written with that day and 24:00, as notices
    /// on a wall have it, and not with a midnight of the day after. `at`: unix milliseconds.
    #[must_use]
    pub fn until(&self, at: i64) -> String {
        if !is_midnight(at) {
            return self.stamp(at);
        }
        let d = moment(at - 1);
        match self.lang() {
            Lang::Zh => format!("{}月{}日 24:00", d.month(), d.day()),
            Lang::En => format!("{} {} 24:00", d.day(), month_en(d.date())),
        }
    }

    /// The end of what began then: `21:00`, or as [`Voice::until`] where it ends on another day. Both unix milliseconds.
    #[must_use]
    pub fn end(&self, begins_at: i64, ends_at: i64) -> String {
        let is_one_day = moment(begins_at).date() == moment(ends_at.saturating_sub(1).max(begins_at)).date();
        match (is_one_day, is_midnight(ends_at)) {
            (false, _) => self.until(ends_at),
            (true, true) if ends_at > begins_at => "24:00".to_owned(),
            (true, _) => self.time(ends_at),
        }
    }

    /// `18,236`; a true minus sign for negatives.
    #[must_use]
    pub fn number(&self, n: i64) -> String {
        let digits = n.unsigned_abs().to_string();
        let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 3);
        if n < 0 {
            out.push('−');
        }
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        out
    }

    /// `8,000元`, `19.90元` · `¥8,000`. `fen`: hundredths of a yuan.
    #[must_use]
    pub fn money(&self, fen: i64) -> String {
        let cents = fen.unsigned_abs() % 100;
        let yuan = i64::try_from(fen.unsigned_abs() / 100).unwrap_or(i64::MAX);
        let minus = if fen < 0 { "−" } else { "" };
        let number = if cents == 0 { self.number(yuan) } else { format!("{}.{cents:02}", self.number(yuan)) };
        match self.lang() {
            Lang::Zh => format!("{minus}{number}元"),
            Lang::En => format!("{minus}¥{number}"),
        }
    }
}

fn month_en(d: Date) -> &'static str {
    MONTH_EN[usize::try_from(d.month() - 1).unwrap_or(0)]
}

fn is_midnight(at: i64) -> bool {
    moment(at).time() == jiff::civil::Time::midnight()
}

fn moment(at: i64) -> jiff::civil::DateTime {
    let stamp = Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH);
    HOUSE_OFFSET.to_datetime(stamp)
}

#[cfg(test)]
mod tests {
    use crate::{Lang, Words};

    #[test]
    fn days_and_counts_are_written_as_the_house_writes_them() {
        let words = Words::load(&[]).unwrap();
        let (zh, en) = (words.voice(Lang::Zh), words.voice(Lang::En));
        // 2026-11-18 is a Wednesday, 20,775 days after the epoch.
        assert_eq!(zh.date(20_775), "11月18日 周三");
        assert_eq!(en.date(20_775), "Wed 18 Nov");
        assert_eq!(zh.full_date(20_775), "2026年11月18日");
        assert_eq!(zh.iso_date(-1), "1969-12-31");
        assert_eq!(zh.month(2026 * 12 + 10), "2026年11月");
        assert_eq!(zh.number(-1_234_567), "−1,234,567");
        assert_eq!(zh.number(i64::MIN), "−9,223,372,036,854,775,808");
        assert_eq!(zh.money(1990), "19.90元");
        assert_eq!(en.money(800_000), "¥8,000");
        // 16:30 UTC is half past midnight of the next day in the house.
        assert_eq!(zh.stamp(16 * 3_600_000 + 1_800_000), "1月2日 00:30");
        assert_eq!(zh.full_date(i32::MAX), "9999年12月31日");
    }

    #[test]
    fn the_end_of_a_day_is_written_with_that_day() {
        let words = Words::load(&[]).unwrap();
        let (zh, en) = (words.voice(Lang::Zh), words.voice(Lang::En));
        // Midnight after 2026-11-29 in the house, and nine in that evening.
        let (midnight, nine) = (20_787 * 86_400_000 - 8 * 3_600_000, 20_787 * 86_400_000 - 11 * 3_600_000);
        assert_eq!((zh.until(midnight), en.until(midnight)), ("11月29日 24:00".into(), "29 Nov 24:00".into()));
        assert_eq!(zh.until(nine), zh.stamp(nine));
        assert_eq!(zh.stamp(midnight), "11月30日 00:00", "a beginning is written with the day it opens");
        assert_eq!((zh.end(nine, midnight), zh.end(nine - 3_600_000, nine)), ("24:00".into(), "21:00".into()));
        assert_eq!(zh.end(nine, midnight + 3_600_000), "11月30日 01:00");
        assert_eq!(zh.end(nine, midnight + 86_400_000), "11月30日 24:00");
        assert_eq!(zh.end(midnight, midnight), "00:00", "what takes no time ends where it began");
    }
}
