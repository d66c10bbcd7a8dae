//! What is typed to book a space, and what it means.

use codes::Day;
use store::FieldFault;
use uuid::Uuid;

use super::field::{self, LONGEST_NAME, keep};
use super::hours;
use super::quarter::{MOST_WEEKS, QUARTER_MS, Span};

/// How far ahead a space may be booked, days; a weekly row may go beyond.
pub const FURTHEST: i32 = 366;

/// The form as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    pub space: String,
    /// The union it is for; empty for oneself.
    pub union: String,
    /// `2026-11-18`.
    pub day: String,
    /// `19:00`, `20:30`.
    pub from: String,
    pub until: String,
    /// How many weeks running; empty for once.
    pub weeks: String,
    pub purpose: String,
    /// `1`: those that are taken are left out.
    pub leave_out: String,
}

/// A booking as it is wanted: everything readable, nothing compared with what stands.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub space: Uuid,
    pub union: Option<Uuid>,
    /// One a week, the first one first.
    pub spans: Vec<Span>,
    pub purpose: String,
    pub leaves_out: bool,
}

/// Reads a whole form. `now` is unix milliseconds.
///
/// # Errors
/// One line for every field that cannot be taken.
pub fn read(wish: &Wish, now: i64) -> Result<Wanted, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let space = keep(&mut faults, field::uuid(&wish.space).ok_or(FieldFault::new("space", "venues-space-missing")));
    let union = match wish.union.as_str() {
        "" => Some(None),
        id => keep(&mut faults, field::uuid(id).map(Some).ok_or(FieldFault::new("union", "venues-union-unknown"))),
    };
    let day = Day::parse_written(&codes::width::narrow(&wish.day)).map_err(|_| FieldFault::new("day", "venues-day-unreadable"));
    let day = keep(&mut faults, day.and_then(|day| in_time(day, now)));
    let time = |field: &'static str, text: &str| match hours::time(text) {
        None => Err(FieldFault::new(field, "venues-time-unreadable")),
        Some(minute) if minute % 15 != 0 => Err(FieldFault::new(field, "venues-time-quarter")),
        Some(minute) => Ok(minute),
    };
    let (from, until) = (keep(&mut faults, time("from", &wish.from)), keep(&mut faults, time("until", &wish.until)));
    let weeks = if wish.weeks.is_empty() { "1" } else { &wish.weeks };
    let weeks = keep(&mut faults, field::number("weeks", weeks, 1, i64::from(MOST_WEEKS), "venues-number-range"));
    let purpose = keep(&mut faults, field::said("purpose", &wish.purpose, LONGEST_NAME, "venues-purpose-missing"));
    let span = (|| {
        let (start, from, until) = (day?.start_unix_ms(), from?, until?);
        let at = |minute: u16| start + i64::from(minute) * 60_000;
        if until <= from {
            return keep(&mut faults, Err(FieldFault::new("until", "venues-until-before")));
        }
        if at(from) + QUARTER_MS <= now {
            return keep(&mut faults, Err(FieldFault::new("from", "venues-from-past")));
        }
        Span::between(at(from), at(until))
    })();
    let wanted = (|| {
        let weeks = i32::try_from(weeks?).ok()?;
        let leaves_out = wish.leave_out == "1";
        Some(Wanted { space: space?, union: union?, spans: span?.weekly(weeks), purpose: purpose?, leaves_out })
    })();
    match wanted {
        Some(wanted) if faults.is_empty() => Ok(wanted),
        _ => Err(faults),
    }
}

fn in_time(day: Day, now: i64) -> Result<Day, FieldFault> {
    let today = Day::from_unix_ms(now);
    if day < today {
        return Err(FieldFault::new("day", "venues-day-past"));
    }
    if day - today > FURTHEST {
        return Err(FieldFault::new("day", "venues-day-far").with("most", FURTHEST));
    }
    Ok(day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: i64 = 20_775 * 86_400_000 + 4 * 3_600_000;

    fn wish() -> Wish {
        Wish {
            space: Uuid::from_u128(3).to_string(),
            day: "2026-11-19".into(),
            from: "19:00".into(),
            until: "21：00".into(),
            weeks: "四".into(),
            purpose: "合唱排练".into(),
            ..Wish::default()
        }
    }

    #[test]
    fn four_weeks_are_four_spans() {
        let wanted = read(&wish(), NOW).unwrap();
        assert_eq!(wanted.spans.len(), 4);
        assert_eq!(wanted.spans.iter().map(|s| s.day().0).collect::<Vec<_>>(), [20_776, 20_783, 20_790, 20_797]);
        assert_eq!(wanted.spans[3].of_day(), (1140, 1260));
    }

    #[test]
    fn what_cannot_be_stands_beside_its_field() {
        let fault = |change: &dyn Fn(&mut Wish)| {
            let mut w = wish();
            change(&mut w);
            let faults = read(&w, NOW).unwrap_err();
            assert_eq!(faults.len(), 1, "{faults:?}");
            (faults[0].field.clone(), faults[0].key)
        };
        assert_eq!(fault(&|w| w.space = "x".into()).0, "space");
        assert_eq!(fault(&|w| w.union = "x".into()).0, "union");
        assert_eq!(fault(&|w| w.day = "明天".into()).0, "day");
        assert_eq!(fault(&|w| w.day = "2026-11-17".into()).1, "venues-day-past");
        assert_eq!(fault(&|w| w.day = "2030-11-17".into()).1, "venues-day-far");
        assert_eq!(fault(&|w| w.from = "19:10".into()).1, "venues-time-quarter");
        assert_eq!(fault(&|w| w.until = "19:00".into()).1, "venues-until-before");
        assert_eq!(fault(&|w| w.until = "25:00".into()).0, "until");
        assert_eq!(
            fault(&|w| {
                w.day = "2026-11-18".into();
                w.from = "8:00".into()
            })
            .1,
            "venues-from-past"
        );
        for weeks in ["0", "27", "-1", "every", "99999999999999999999"] {
            assert_eq!(fault(&|w| w.weeks = weeks.into()).0, "weeks", "{weeks}");
        }
        assert_eq!(fault(&|w| w.purpose.clear()).0, "purpose");
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "\\PC*") {
            let w = Wish { day: text.clone(), from: text.clone(), weeks: text.clone(), purpose: text, ..wish() };
            let _ = read(&w, NOW);
        }
    }
}
