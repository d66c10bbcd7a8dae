//! Terms of office: grass-roots unions 3 or 5 years, local and sector unions 5 (Trade Union Law, article 16).

use codes::Day;
use store::FieldFault;

use crate::kind::Kind;

/// Months before the end of a term at which the next election is called to mind.
pub(crate) const REMINDERS: [i32; 3] = [6, 3, 1];

/// The lengths in years a kind's term may have.
pub(crate) fn years_of(kind: Kind) -> &'static [i32] {
    if kind.is_grass_roots() { &[3, 5] } else { &[5] }
}

/// The first day after a term.
pub(crate) fn until(from: Day, years: i32) -> Day {
    from.plus_months(12 * years)
}

/// Reads a length in years for this kind.
pub(crate) fn years(field: &str, text: &str, kind: Kind) -> Result<i32, FieldFault> {
    let allowed = years_of(kind);
    text.trim().parse().ok().filter(|years| allowed.contains(years)).ok_or_else(|| {
        let key = if allowed.len() == 1 { "organisation-term-five" } else { "organisation-term-three-or-five" };
        FieldFault::new(field, key)
    })
}

/// Whether somebody is to be reminded today: a reminder has fallen due since the last one.
pub(crate) fn is_reminder_due(until: Day, reminded: Day, today: Day) -> bool {
    today < until && REMINDERS.iter().map(|months| until.plus_months(-months)).any(|due| reminded < due && due <= today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_reminders_each_once() {
        let until: Day = "2027-03-15".parse().unwrap();
        let mut reminded = Day(0);
        let mut days = Vec::new();
        for day in (until.0 - 400..until.0 + 10).map(Day) {
            if is_reminder_due(until, reminded, day) {
                reminded = day;
                days.push(day.to_string());
            }
        }
        assert_eq!(days, ["2026-09-15", "2026-12-15", "2027-02-15"]);
    }

    #[test]
    fn a_term_is_three_or_five_years() {
        assert_eq!(years("years", "3", Kind::Local).ok(), Some(3));
        assert!(years("years", "3", Kind::Federation).is_err());
        assert!(years("years", "4", Kind::Local).is_err());
        assert!(years("years", "", Kind::Local).is_err());
    }
}
