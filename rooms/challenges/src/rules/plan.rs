//! What is typed into the form of a new challenge, and what it means. One reading for the form and the API.

use agenda::Audience;
use codes::Day;
use store::FieldFault;
use uuid::Uuid;

use super::field::{self, keep};
use super::goal::Goal;
use super::kinds::{KINDS, Kind};
use super::{places, value};

/// How often one measures.
pub const RHYTHMS: &[(&str, &str)] =
    &[("daily", "challenges-rhythm-daily"), ("weekly", "challenges-rhythm-weekly"), ("ends", "challenges-rhythm-ends")];
/// A challenge lasts a week at least and a year at most, and begins within a year.
const SHORTEST_DAYS: i32 = 7;
const LONGEST_DAYS: i32 = 366;
/// Losing up to one percent of one's weight a week is held to be healthy, and up to ten percent altogether.
const PACE_PERMILLE: i64 = 10;
const MOST_PERMILLE: i64 = 100;

/// The form as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The challenge's id, chosen by whoever announces it.
    pub key: String,
    pub union: String,
    pub title: String,
    pub kind: String,
    /// The unit of a kind of one's own.
    pub unit: String,
    pub summary: String,
    pub advice: String,
    /// `2026-12-02`, both included.
    pub from: String,
    pub last: String,
    /// `daily`, `weekly` or `ends`.
    pub rhythm: String,
    pub at_scales: bool,
    /// Percent of the first measurement, for a weight.
    pub percent: String,
    /// For the others: `daily` (`least` on `days` days) or `total` (`least` altogether).
    pub goal: String,
    pub least: String,
    pub days: String,
    pub teams: bool,
    /// `subtree` or `members`.
    pub who: String,
    pub verified: bool,
    pub places: String,
    /// `first` or `draw`.
    pub policy: String,
    /// The public number that decides a draw, and when it falls.
    pub beacon_named: String,
    pub beacon_falls_at: String,
    pub opens_at: String,
    pub closes_at: String,
    pub withdraw_until: String,
    pub waits: bool,
}

/// A challenge as it will be announced.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub id: Uuid,
    pub union: Uuid,
    pub title: String,
    pub kind: Kind,
    pub unit: String,
    pub summary: String,
    pub advice: String,
    pub from: Day,
    pub last: Day,
    pub rhythm: &'static str,
    pub at_scales: bool,
    pub goal: Goal,
    pub teams: bool,
    pub audience: Audience,
    pub is_verified_only: bool,
    pub places: places::Places,
}

/// Reads a whole form. `now` is unix milliseconds.
///
/// # Errors
/// One line for every field that cannot be taken.
pub(crate) fn read(form: &Draft, now: i64) -> Result<Plan, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let f = &mut faults;
    let id = keep(f, field::uuid(&form.key).ok_or(FieldFault::new("key", "challenges-key-unreadable")));
    let union = keep(f, field::uuid(&form.union).ok_or(FieldFault::new("union", "challenges-union-missing")));
    let title = keep(f, field::said("title", &form.title, field::LONGEST_TITLE, "challenges-title-missing"));
    let kind =
        keep(f, KINDS.iter().copied().find(|k| k.name == form.kind).ok_or(FieldFault::new("kind", "challenges-kind-missing")));
    let unit = match kind {
        Some(kind) if kind.unit.is_empty() => {
            keep(f, field::said("unit", &form.unit, field::LONGEST_UNIT, "challenges-unit-missing"))
        }
        _ => Some(String::new()),
    };
    let summary = keep(f, field::long("summary", &form.summary));
    let advice = keep(f, field::long("advice", &form.advice));
    let days = keep(f, days(&form.from, &form.last, Day::from_unix_ms(now)));
    let rhythm = RHYTHMS.iter().map(|(name, _)| *name).find(|name| *name == form.rhythm);
    let rhythm = keep(f, rhythm.ok_or(FieldFault::new("rhythm", "challenges-rhythm-missing")));
    let goal = kind.zip(days).and_then(|(kind, days)| goal(f, form, kind, days));
    let audience = [Audience::Subtree, Audience::Members].into_iter().find(|a| a.name() == form.who);
    let audience = keep(f, audience.ok_or(FieldFault::new("who", "challenges-who-missing")));
    let places = places::read(form, days.map(|d| d.0), now).map_err(|more| f.extend(more)).ok();
    let plan = (|| {
        let (kind, (from, last)) = (kind?, days?);
        Some(Plan {
            id: id?,
            union: union?,
            title: title?,
            kind,
            unit: unit?,
            summary: summary?,
            advice: advice?,
            from,
            last,
            rhythm: rhythm?,
            at_scales: form.at_scales && kind.name == "weight",
            goal: goal?,
            teams: form.teams && kind.name != "weight",
            audience: audience?,
            is_verified_only: form.verified,
            places: places?,
        })
    })();
    match plan {
        Some(plan) if faults.is_empty() => Ok(plan),
        _ => Err(faults),
    }
}

/// First and last day of a challenge that has not begun.
///
/// # Errors
/// Beside `from` or `last`.
pub(crate) fn days(from: &str, last: &str, today: Day) -> Result<(Day, Day), FieldFault> {
    let from = field::day("from", from)?;
    if from < today {
        return Err(FieldFault::new("from", "challenges-from-past"));
    }
    if from.0 - today.0 > LONGEST_DAYS {
        return Err(FieldFault::new("from", "challenges-from-far"));
    }
    Ok((from, last_day(from, last)?))
}

/// The last day of one that begins on a day.
///
/// # Errors
/// Beside `last`.
pub(crate) fn last_day(from: Day, last: &str) -> Result<Day, FieldFault> {
    let last = field::day("last", last)?;
    if !(SHORTEST_DAYS..=LONGEST_DAYS).contains(&(last.0.saturating_sub(from.0).saturating_add(1))) {
        return Err(FieldFault::new("last", "challenges-last-range").with("least", SHORTEST_DAYS).with("most", LONGEST_DAYS));
    }
    Ok(last)
}

/// The most of the weight that may be asked for in these days, tenths of a percent.
fn most_permille((from, last): (Day, Day)) -> i64 {
    let weeks = i64::from((last.0 - from.0 + 1).max(0)) / 7;
    (weeks * PACE_PERMILLE).min(MOST_PERMILLE)
}

/// Whether the goal is still a healthy one when the days change.
///
/// # Errors
/// Beside `field`.
pub(crate) fn healthy(field: &str, goal: Goal, days: (Day, Day)) -> Result<(), FieldFault> {
    let most = most_permille(days);
    match goal {
        Goal::Loss { permille } if permille > most => {
            Err(FieldFault::new(field, "challenges-percent-fast").with("most", value::plain(most * 10)))
        }
        Goal::Daily { days: wanted, .. } if wanted > i64::from(days.1.0 - days.0.0 + 1) => {
            Err(FieldFault::new(field, "challenges-days-range"))
        }
        _ => Ok(()),
    }
}

fn goal(f: &mut Vec<FieldFault>, form: &Draft, kind: Kind, days: (Day, Day)) -> Option<Goal> {
    if kind.name == "weight" {
        let percent = field::hundredths("percent", form.percent.trim_end_matches(['%', '％']));
        let percent = keep(f, percent.map_err(|_| FieldFault::new("percent", "challenges-percent-missing")))?;
        if percent < 100 || percent.rem_euclid(10) != 0 {
            f.push(FieldFault::new("percent", "challenges-percent-missing"));
            return None;
        }
        let goal = Goal::Loss { permille: percent / 10 };
        keep(f, healthy("percent", goal, days))?;
        return Some(goal);
    }
    let least = field::hundredths("least", &form.least).ok().filter(|n| *n > 0);
    let least = keep(f, least.ok_or(FieldFault::new("least", "challenges-least-missing")));
    match form.goal.as_str() {
        "daily" => {
            let wanted = field::whole("days", &form.days).ok().filter(|n| *n >= 1);
            let wanted = keep(f, wanted.ok_or(FieldFault::new("days", "challenges-days-range")))?;
            let least = least?;
            if least > kind.range.1 {
                f.push(FieldFault::new("least", "challenges-least-much"));
                return None;
            }
            let goal = Goal::Daily { least, days: wanted };
            keep(f, healthy("days", goal, days))?;
            Some(goal)
        }
        "total" => {
            let least = least?;
            let most = kind.range.1.saturating_mul(i64::from(days.1.0 - days.0.0 + 1));
            if least > most {
                f.push(FieldFault::new("least", "challenges-least-much"));
                return None;
            }
            Some(Goal::Total { least })
        }
        _ => {
            f.push(FieldFault::new("goal", "challenges-goal-missing"));
            None
        }
    }
}
