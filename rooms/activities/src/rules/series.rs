//! When a series meets: the first time and weekly from there, or a list of dates, or both together.

use store::FieldFault;

use super::field::{keep_number, moment};

/// More meetings than this are another series.
pub const MOST_MEETINGS: usize = 60;
const WEEK: i64 = 7 * 86_400_000;
/// Nothing is announced further ahead than two years, milliseconds.
const FURTHEST: i64 = 731 * 86_400_000;

/// The beginnings, unix milliseconds, in order and without doubles. `dates` has one a line.
///
/// # Errors
/// Beside `first`, `weeks` and `dates`.
pub(crate) fn read(first: &str, weeks: &str, dates: &str, now: i64) -> Result<Vec<i64>, Vec<FieldFault>> {
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    let lines = dates.lines().map(str::trim).filter(|line| !line.is_empty());
    match moment(first) {
        Some(at) => {
            let weeks = keep_number(&mut faults, "weeks", weeks, 1).filter(|n| (1..=MOST_MEETINGS as i64).contains(n));
            match weeks {
                Some(weeks) => {
                    found.extend((0..weeks).map(|n| at.saturating_add(n * WEEK)).map(|at| (at, "first", String::new())))
                }
                None if faults.is_empty() => {
                    faults.push(FieldFault::new("weeks", "activities-weeks-range").with("most", MOST_MEETINGS));
                }
                None => {}
            }
        }
        None if !first.is_empty() => faults.push(FieldFault::new("first", "activities-when-unreadable")),
        None => {}
    }
    for line in lines.take(MOST_MEETINGS + 1) {
        match moment(line) {
            Some(at) => found.push((at, "dates", line.to_owned())),
            None => {
                let line: String = line.chars().take(30).collect();
                faults.push(FieldFault::new("dates", "activities-dates-unreadable").with("line", line));
                break;
            }
        }
    }
    if found.is_empty() && faults.is_empty() {
        faults.push(FieldFault::new("first", "activities-first-missing"));
    }
    if found.len() > MOST_MEETINGS {
        let field = if dates.is_empty() { "weeks" } else { "dates" };
        faults.push(FieldFault::new(field, "activities-weeks-range").with("most", MOST_MEETINGS));
    }
    if let Some((_, field, _)) = found.iter().find(|(at, ..)| *at <= now) {
        faults.push(FieldFault::new(*field, "activities-announce-past"));
    } else if let Some((_, field, _)) = found.iter().find(|(at, ..)| *at > now + FURTHEST) {
        faults.push(FieldFault::new(*field, "activities-announce-far"));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut found: Vec<i64> = found.into_iter().map(|(at, ..)| at).collect();
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// A new time for one meeting, unix milliseconds.
///
/// # Errors
/// Beside `when`.
pub(crate) fn moved(when: &str, now: i64) -> Result<i64, FieldFault> {
    let at = moment(when).ok_or(FieldFault::new("when", "activities-when-unreadable"))?;
    match at {
        at if at <= now => Err(FieldFault::new("when", "activities-announce-past")),
        at if at > now + FURTHEST => Err(FieldFault::new("when", "activities-announce-far")),
        at => Ok(at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 20_775 * 86_400_000 + 4 * 3_600_000;

    fn fault(first: &str, weeks: &str, dates: &str) -> (String, &'static str) {
        let faults = read(first, weeks, dates, NOW).unwrap_err();
        assert_eq!(faults.len(), 1, "{faults:?}");
        (faults[0].field.clone(), faults[0].key)
    }

    #[test]
    fn weekly_and_by_dates() {
        let six = read("2026-12-02 19:00", "六", "", NOW).unwrap();
        assert_eq!((six.len(), six[5] - six[0]), (6, 5 * WEEK));
        assert_eq!(read("2026-12-02T19:00", "", "", NOW).unwrap().len(), 1);
        let both = read("2026-12-02 19:00", "2", "2026-12-05 9:00\n\n 2026-12-09 19:00 \n", NOW).unwrap();
        assert_eq!(both.len(), 3, "the same time twice is once");
        assert!(both.is_sorted());
    }

    #[test]
    fn what_cannot_be_stands_beside_its_field() {
        assert_eq!(fault("", "6", ""), ("first".into(), "activities-first-missing"));
        assert_eq!(fault("morgen", "6", "").0, "first");
        assert_eq!(fault("2026-12-02 19:00", "0", "").0, "weeks");
        assert_eq!(fault("2026-12-02 19:00", "99999999999999999999", "").0, "weeks");
        assert_eq!(fault("", "", "2026-12-02 19:00\n周三").0, "dates");
        assert_eq!(fault("2026-11-18 12:00", "1", ""), ("first".into(), "activities-announce-past"));
        assert_eq!(fault("2099-12-31 23:59", "60", ""), ("first".into(), "activities-announce-far"));
        let many = (0..61).map(|n| format!("2027-01-01 {:02}:{:02}\n", n / 60, n % 60)).collect::<String>();
        assert_eq!(fault("", "", &many).0, "dates");
    }
}
