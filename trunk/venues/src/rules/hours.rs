//! When a venue is open: spans of minutes for each day of the week. Holidays are said in words by the venue itself.

use codes::Day;

/// Minutes of a day.
const DAY: u16 = 1_440;
/// Spans of one day: morning, afternoon, evening, and one to spare.
const MOST_SPANS: usize = 4;

/// From a minute of the day up to another, which is not in it.
pub type Minutes = (u16, u16);

/// The week, Monday first; a day without spans is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Week(pub [Vec<Minutes>; 7]);

impl Week {
    /// As the table keeps it: `510-720,840-1050;…`, Monday first; empty when no day says anything.
    #[must_use]
    pub fn kept(&self) -> String {
        if self.is_unsaid() {
            return String::new();
        }
        let day = |spans: &Vec<Minutes>| spans.iter().map(|(a, b)| format!("{a}-{b}")).collect::<Vec<_>>().join(",");
        self.0.iter().map(day).collect::<Vec<_>>().join(";")
    }

    /// What a row keeps, read back; what cannot be read is left out.
    #[must_use]
    pub fn read(kept: &str) -> Self {
        let mut week = Self::default();
        for (day, text) in week.0.iter_mut().zip(kept.split(';')) {
            let span = |s: &str| s.split_once('-').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
            *day = text.split(',').filter_map(span).collect();
        }
        week
    }

    /// Nobody has said when it is open.
    #[must_use]
    pub fn is_unsaid(&self) -> bool {
        self.0.iter().all(Vec::is_empty)
    }

    #[must_use]
    pub fn of(&self, day: Day) -> &[Minutes] {
        &self.0[(day.weekday() as usize).saturating_sub(1).min(6)]
    }

    /// Whether it is open at this instant, unix milliseconds by the house's clock.
    #[must_use]
    pub fn is_open(&self, at: i64) -> bool {
        let day = Day::from_unix_ms(at);
        let minute = (at - day.start_unix_ms()) / 60_000;
        self.of(day).iter().any(|(from, until)| (i64::from(*from)..i64::from(*until)).contains(&minute))
    }

    /// Whether all of these minutes of the day lie in opening hours; spans that touch are one. True where nothing is said.
    #[must_use]
    pub fn covers(&self, day: Day, from: u16, until: u16) -> bool {
        let mut reached = from;
        for (begins, ends) in self.of(day) {
            if *begins <= reached && reached < *ends {
                reached = *ends;
            }
        }
        self.is_unsaid() || reached >= until
    }
}

/// A time of day in minutes: `8:30`, `08：30`, `24:00`.
#[must_use]
pub fn time(text: &str) -> Option<u16> {
    let text = codes::width::narrow(text);
    let (hour, minute) = text.trim().split_once(':')?;
    let part = |t: &str, most: usize| -> Option<u16> {
        if t.is_empty() || t.len() > most || !t.bytes().all(|b| b.is_ascii_digit()) { None } else { t.parse().ok() }
    };
    // A browser may send seconds along.
    let minute = minute.split_once(':').map_or(minute, |(m, _)| m);
    let (hour, minute) = (part(hour, 2)?, part(minute, 2)?);
    let all = hour * 60 + minute;
    (minute < 60 && all <= DAY).then_some(all)
}

/// `08:30`.
#[must_use]
pub fn written(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// The spans of a day as people write them: `8:30-12:00 14:00-17:30`, with `—`, `至`, `、` and full-width signs allowed.
/// Sorted; spans that overlap are refused.
#[must_use]
pub fn day(text: &str) -> Option<Vec<Minutes>> {
    let text = codes::width::narrow(text).replace(['—', '–', '~', '至', '到'], "-").replace("--", "-");
    let mut spans = Vec::new();
    for word in text.split([' ', ',', ';', '、', '，', '；', '\n', '\t']).filter(|w| !w.is_empty()) {
        let (from, until) = word.split_once('-')?;
        let (from, until) = (time(from)?, time(until)?);
        if from >= until {
            return None;
        }
        spans.push((from, until));
    }
    spans.sort_unstable();
    let is_apart = spans.windows(2).all(|w| w[0].1 <= w[1].0);
    (is_apart && spans.len() <= MOST_SPANS).then_some(spans)
}

/// The spans for the form and the page: `08:30-12:00 14:00-17:30`.
#[must_use]
pub fn say(spans: &[Minutes]) -> String {
    spans.iter().map(|(a, b)| format!("{}-{}", written(*a), written(*b))).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_day_is_read_as_people_write_it() {
        assert_eq!(day("8:30-12:00 14:00-17:30"), Some(vec![(510, 720), (840, 1050)]));
        assert_eq!(day("１４：００—１７：３０、8:30至12:00"), Some(vec![(510, 720), (840, 1050)]));
        assert_eq!(day("0:00-24:00"), Some(vec![(0, 1440)]));
        assert_eq!(day(""), Some(vec![]));
        for bad in [
            "8:30",
            "12:00-8:30",
            "8-12",
            "8:30-25:00",
            "8:60-9:00",
            "全天",
            "8:00-10:00 9:00-11:00",
            "-",
            "8:30-",
            "999:99-1:00",
        ] {
            assert_eq!(day(bad), None, "{bad}");
        }
    }

    #[test]
    fn open_now_is_by_the_houses_clock() {
        let mut week = Week::default();
        week.0[2] = vec![(510, 720), (720, 1050)];
        // 2026-11-18 is a Wednesday.
        let wednesday = Day(20_775);
        let at = |minute: i64| wednesday.start_unix_ms() + minute * 60_000;
        assert!(week.is_open(at(510)) && week.is_open(at(1049)));
        assert!(!week.is_open(at(509)) && !week.is_open(at(1050)) && !week.is_open(at(510 + 1440)));
        assert!(week.covers(wednesday, 600, 1050) && !week.covers(wednesday, 600, 1051));
        assert!(!week.covers(Day(20_776), 600, 660) && Week::default().covers(wednesday, 0, 1440));
    }

    proptest! {
        #[test]
        fn a_week_is_kept_and_read_back(from in 0u16..1439, more in 1u16..1440, at in 0usize..7) {
            let mut week = Week::default();
            week.0[at] = vec![(from, (from + more).min(1440))];
            prop_assert_eq!(&Week::read(&week.kept()), &week);
            prop_assert_eq!(day(&say(&week.0[at])), Some(week.0[at].clone()));
        }

        #[test]
        fn no_text_breaks_it(text in "\\PC*") {
            let _ = (day(&text), Week::read(&text).is_open(1_700_000_000_000));
        }
    }
}
