//! From which day a change holds. A change is dated between the first of the current month and today: figures of past
//! months stand. Whoever holds "organise" at the root may date it further back, to correct what was recorded wrongly.
//! Nothing is dated ahead, so an edge that nothing ends is an edge in force.

use codes::Day;
use store::FieldFault;

/// Posts may be given this long ahead.
const MONTHS_AHEAD: i32 = 12;

fn read(field: &str, text: &str) -> Result<Day, FieldFault> {
    if text.trim().is_empty() {
        return Err(FieldFault::new(field, "organisation-day-missing"));
    }
    Day::parse_written(text).map_err(|_| FieldFault::new(field, "organisation-day-unreadable"))
}

/// The day a change of the federation holds from. `freely`: whoever asks may date it before this month.
pub(crate) fn effective(field: &str, text: &str, today: Day, freely: bool) -> Result<Day, FieldFault> {
    let day = read(field, text)?;
    if day > today {
        return Err(FieldFault::new(field, "organisation-day-ahead"));
    }
    if !freely && day < today.first_of_month() {
        return Err(FieldFault::new(field, "organisation-day-too-early").with("day", today.first_of_month()));
    }
    Ok(day)
}

/// The day a post begins or ends: this month, or up to a year ahead.
pub(crate) fn of_post(field: &str, text: &str, today: Day) -> Result<Day, FieldFault> {
    let day = read(field, text)?;
    if day < today.first_of_month() {
        return Err(FieldFault::new(field, "organisation-day-too-early").with("day", today.first_of_month()));
    }
    if day > today.plus_months(MONTHS_AHEAD) {
        return Err(FieldFault::new(field, "organisation-day-far").with("day", today.plus_months(MONTHS_AHEAD)));
    }
    Ok(day)
}

/// Any day of this or the last century, such as the day a committee was elected.
pub(crate) fn any(field: &str, text: &str) -> Result<Day, FieldFault> {
    let day = read(field, text)?;
    if (1920..=2100).contains(&day.year()) { Ok(day) } else { Err(FieldFault::new(field, "organisation-day-unreadable")) }
}

/// A change on `day` of what has stood since `since`: on that very day it corrects it, before it is refused.
pub(crate) fn not_before(field: &str, day: Day, since: Day) -> Result<(), FieldFault> {
    if day < since {
        return Err(FieldFault::new(field, "organisation-day-before-change").with("day", since));
    }
    Ok(())
}

/// The end of what has stood since `since`: it stood one day at least.
pub(crate) fn after(field: &str, day: Day, since: Day) -> Result<(), FieldFault> {
    if day <= since {
        return Err(FieldFault::new(field, "organisation-day-not-after").with("day", since));
    }
    Ok(())
}

/// Nothing stands below a union that was not there yet.
pub(crate) fn not_before_founding(field: &str, day: Day, founded: Day) -> Result<(), FieldFault> {
    if day < founded {
        return Err(FieldFault::new(field, "organisation-day-before-founding").with("day", founded));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_month_only_unless_from_the_root() {
        let today: Day = "2026-11-18".parse().unwrap();
        let key = |text, freely| effective("day", text, today, freely).map_err(|f| f.key);
        assert_eq!(key("2026-11-18", false), Ok(today));
        assert_eq!(key("2026年11月1日", false), Ok(today.first_of_month()));
        assert_eq!(key("2026-10-31", false), Err("organisation-day-too-early"));
        assert_eq!(key("2026-10-31", true), Ok(today.first_of_month() - 1));
        assert_eq!(key("2026-11-19", true), Err("organisation-day-ahead"));
        assert_eq!(key("", true), Err("organisation-day-missing"));
        assert_eq!(key("昨天", true), Err("organisation-day-unreadable"));
        assert!(of_post("day", "2027-11-18", today).is_ok());
        assert!(of_post("day", "2027-11-19", today).is_err());
    }
}
