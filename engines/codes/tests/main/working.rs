use codes::working_days::CalendarError;
use codes::{Calendar, Day};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn the_official_calendars_add_up() {
    let calendar = Calendar::official();
    // The numbers of working days the notices of the three years leave.
    for (year, working) in [(2024, 251), (2025, 248), (2026, 248)] {
        assert!(calendar.is_known(year));
        let count = calendar.working_days_between(Day::from_ymd(year - 1, 12, 31).unwrap(), Day::from_ymd(year, 12, 31).unwrap());
        assert_eq!(count, working, "{year}");
    }
    assert!(!calendar.is_known(2023) && !calendar.is_known(2027));
    assert!(!calendar.is_working_day(day("2026-02-18")));
    assert!(calendar.is_working_day(day("2026-02-28")));
    assert_eq!(calendar.festival(day("2026-02-28")), Some("春节"));
    // Every day off in exchange is a weekday worked on a weekend, never the other way round.
    for n in day("2024-01-01").0..=day("2026-12-31").0 {
        let day = Day(n);
        assert!(day.is_weekend() || calendar.festival(day).is_none() || !calendar.is_working_day(day), "{day}");
    }
}

#[test]
fn a_request_is_answered_within_fifteen_working_days() {
    let calendar = Calendar::official();
    assert_eq!(calendar.add_working_days(day("2026-11-12"), 15), day("2026-12-03"));
    // Over the Spring Festival, with a make-up Saturday on either side.
    assert_eq!(calendar.add_working_days(day("2026-02-13"), 3), day("2026-02-25"));
    assert_eq!(calendar.add_working_days(day("2026-02-25"), -3), day("2026-02-13"));
    assert_eq!(calendar.add_working_days(day("2026-02-16"), 0), day("2026-02-16"));
    // 2027 is not announced here: weekends only.
    assert_eq!(calendar.add_working_days(day("2026-12-31"), 1), day("2027-01-01"));
    assert_eq!(calendar.add_working_days(day("2026-12-31"), i32::MAX), Day::MAX);
}

#[test]
fn the_clock_is_a_row_of_days() {
    let calendar = Calendar::official();
    let clock = calendar.clock(day("2026-11-12"), day("2026-12-03"), day("2026-11-18"));
    let row: String = clock
        .cells
        .iter()
        .map(|cell| {
            let gap = if cell.gap_before { " " } else { "" };
            let sign = match (cell.today, cell.last, cell.past) {
                (true, ..) => "n",
                (_, true, _) => "x",
                (.., true) => "p",
                _ => ".",
            };
            format!("{gap}{sign}")
        })
        .collect();
    assert_eq!(row, "p ppn.. ..... ...x");
    assert_eq!((clock.elapsed, clock.total, clock.overdue, clock.known), (4, 15, 0, true));
    let late = calendar.clock(day("2026-11-12"), day("2026-12-03"), day("2026-12-07"));
    assert_eq!((late.elapsed, late.overdue), (15, 2));
    let unknown = calendar.clock(day("2026-12-28"), day("2027-01-08"), day("2026-12-20"));
    assert_eq!((unknown.elapsed, unknown.known), (0, false));
    let nothing = calendar.clock(day("2026-11-12"), day("2026-11-01"), day("2026-11-12"));
    assert!(nothing.cells.is_empty());
    assert_eq!(nothing.total, 0);
    assert!(calendar.clock(Day::MIN, Day::MAX, Day(0)).cells.len() <= 400);
}

#[test]
fn a_faulty_calendar_names_its_line() {
    let read = |lines: &str| Calendar::read_csv(&format!("kind,from,to,name,source\n{lines}"));
    assert_eq!(read("off,2027-01-01"), Err(CalendarError::Shape { line: 2 }));
    assert_eq!(read("\nfree,2027-01-01,2027-01-01,元旦"), Err(CalendarError::Kind { line: 3 }));
    assert_eq!(read("off,2027-01-02,2027-01-01,元旦"), Err(CalendarError::Days { line: 2 }));
    assert_eq!(read("off,2027-01-01,2072-01-01,元旦"), Err(CalendarError::Days { line: 2 }));
    assert_eq!(
        read("off,2027-01-01,2027-01-03,元旦\nwork,2027-01-03,2027-01-03,元旦"),
        Err(CalendarError::Twice { line: 3, day: day("2027-01-03") })
    );
    let mut calendar = Calendar::official();
    calendar.replace_years(&read("off,2027-01-01,2027-01-03,元旦\n").unwrap());
    assert!(calendar.is_known(2027) && calendar.is_known(2026) && !calendar.is_working_day(day("2027-01-01")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn adding_and_counting_agree(from in 19_600i32..20_900, n in -300i32..300) {
        let calendar = Calendar::official();
        let to = calendar.add_working_days(Day(from), n);
        let naive = if n >= 0 {
            (from + 1..=to.0).filter(|d| calendar.is_working_day(Day(*d))).count() as i32
        } else {
            -((to.0..from).filter(|d| calendar.is_working_day(Day(*d))).count() as i32)
        };
        prop_assert_eq!(naive, n);
        let between = (from.min(to.0) + 1..=from.max(to.0)).filter(|d| calendar.is_working_day(Day(*d))).count() as i32;
        prop_assert_eq!(calendar.working_days_between(Day(from), to), between * (to.0 - from).signum());
    }
}
