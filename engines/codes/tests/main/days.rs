use codes::{Day, DayError, Period};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn every_day_of_four_centuries_agrees_with_jiff() {
    let mut date = jiff::civil::date(1848, 1, 1);
    let mut ours = Day::from_ymd(1848, 1, 1).unwrap();
    let end = jiff::civil::date(2252, 1, 1);
    while date < end {
        let (year, month, day) = ours.ymd();
        assert_eq!((year, month, day), (i32::from(date.year()), date.month() as u32, date.day() as u32));
        assert_eq!(ours.weekday(), date.weekday().to_monday_one_offset() as u32);
        assert_eq!(Day::from_ymd(year, month, day), Some(ours));
        date = date.tomorrow().unwrap();
        ours += 1;
    }
}

#[test]
fn days_are_read_and_written() {
    assert_eq!(day("1970-01-01"), Day(0));
    assert_eq!(day("2026-11-18").to_string(), "2026-11-18");
    assert_eq!("2026-02-29".parse::<Day>(), Err(DayError::NoSuchDay));
    for wrong in ["", "2026-2-9", "2026/02/09", "２０２６-02-09", "2026-02-0９", "+026-02-09", "2026-02-09 "] {
        assert_eq!(wrong.parse::<Day>(), Err(DayError::Shape), "{wrong}");
    }
    for written in ["2026-03-05", "2026/3/5", "2026.3.5", "2026年3月5日", "20260305", " ２０２６－０３－０５ "] {
        assert_eq!(Day::parse_written(written), Ok(day("2026-03-05")), "{written}");
    }
    assert_eq!(Day::parse_written("26/3/5"), Err(DayError::Shape));
    assert_eq!(Day::parse_written("2026-3"), Err(DayError::Shape));
    assert_eq!(serde_json::to_string(&Day(20_775)).unwrap(), "20775");
    assert_eq!(serde_json::from_str::<Day>("-3").unwrap(), Day(-3));
    assert!(!Day::MIN.to_string().is_empty() && !Day::OPEN.to_string().is_empty() && !Day(i32::MAX).to_string().is_empty());
    assert_eq!(Day(i32::MAX) + 1, Day(i32::MAX));
}

#[test]
fn an_instant_falls_on_the_day_of_the_house() {
    let midnight = day("2026-11-18").start_unix_ms();
    assert_eq!(Day::from_unix_ms(midnight), day("2026-11-18"));
    assert_eq!(Day::from_unix_ms(midnight - 1), day("2026-11-17"));
    // 16:00 UTC is midnight in Beijing.
    assert_eq!(midnight, 20_774 * 86_400_000 + 16 * 3_600_000);
    assert_eq!(Day::from_unix_ms(i64::MAX), Day::MAX);
    assert_eq!(Day::from_unix_ms(i64::MIN), Day::MIN);
}

#[test]
fn months_and_years_are_counted() {
    assert_eq!(day("2026-01-31").plus_months(1), day("2026-02-28"));
    assert_eq!(day("2024-02-29").plus_months(-12), day("2023-02-28"));
    assert_eq!(day("2026-11-18").first_of_month(), day("2026-11-01"));
    assert_eq!(day("2026-12-18").next_month(), day("2027-01-01"));
    assert_eq!(day("2026-12-18").month_key(), 2026 * 12 + 11);
    assert_eq!(day("2008-02-29").years_until(day("2026-02-28")), 17);
    assert_eq!(day("2008-02-29").years_until(day("2026-03-01")), 18);
    assert_eq!(day("2026-09-30").stat_year(), 2026);
    assert_eq!(day("2026-10-01").stat_year(), 2027);
}

#[test]
fn periods_are_bounded_as_the_statistics_ask() {
    let year = Period::stat_year(2026);
    assert_eq!((year.from, year.last()), (day("2025-10-01"), day("2026-09-30")));
    assert_eq!(year.months().count(), 12);
    assert_eq!(year.previous(), Period::stat_year(2025));
    assert_eq!(year.year_before(), Period::stat_year(2025));
    let quarter = Period::quarter(2026, 1);
    assert_eq!((quarter.from, quarter.until), (day("2026-01-01"), day("2026-04-01")));
    assert_eq!(quarter.previous(), Period::quarter(2025, 4));
    assert_eq!(quarter.year_before(), Period::quarter(2025, 1));
    let february = Period::month(2024 * 12 + 1);
    assert_eq!(february.days(), 29);
    assert_eq!(february.year_before(), Period::month(2023 * 12 + 1));
    assert_eq!(february.previous(), Period::month(2024 * 12));
    assert!(february.contains(day("2024-02-29")) && !february.contains(day("2024-03-01")));
    let week = Period::new(day("2024-02-26"), day("2024-03-04"));
    assert_eq!(week.previous(), Period::new(day("2024-02-19"), day("2024-02-26")));
    assert_eq!(week.months(), 2024 * 12 + 1..=2024 * 12 + 2);
    assert!(!week.is_whole_months() && february.is_whole_months() && week.overlaps(february));
    assert_eq!(Period::new(day("2024-02-29"), day("2024-03-01")).year_before().last(), day("2023-02-28"));
    let none = Period::new(day("2024-02-26"), day("2024-02-26"));
    assert!(none.is_empty() && none.months().next().is_none());
    assert_eq!(Period::new(day("2026-01-01"), Day::OPEN).year_before().until, Day::OPEN);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn text_and_number_of_a_day_agree(n in -1_000_000i32..=2_000_000) {
        let day = Day(n);
        let (year, month, dom) = day.ymd();
        prop_assert_eq!(Day::from_ymd(year, month, dom), Some(day));
        if year >= 0 {
            prop_assert_eq!(day.to_string().parse::<Day>(), Ok(day));
        }
        prop_assert_eq!(Day::from_month_key(day.month_key()), day.first_of_month());
        prop_assert!(Period::stat_year(day.stat_year()).contains(day));
    }

    #[test]
    fn reading_a_day_never_panics(text in "\\PC{0,14}") {
        let _ = text.parse::<Day>();
        let _ = Day::parse_written(&text);
    }
}
