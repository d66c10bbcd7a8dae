//! How a challenge, its days, its goal and its places are said on every screen.

use codes::Day;
use i18n::Voice;
use signups::{Allotment, Entry};
use ui::chart::decimal;
use ui::{Facts, St, State};

use crate::Challenges;
use crate::rows::challenge::Challenge;
use crate::rows::figure::Figure;
use crate::rules::goal::{Aim, Course, Goal};
use crate::rules::plan::RHYTHMS;
use crate::rules::veil::{Count, FEWEST};

pub(super) fn unit(v: &Voice, it: &Challenge) -> String {
    if it.kind().unit.is_empty() { it.unit.clone() } else { v.t(it.kind().unit) }
}

/// `78.6千克`.
pub(super) fn amount(v: &Voice, it: &Challenge, hundredths: i64) -> String {
    v.t2("challenges-amount", "n", decimal(v, hundredths), "unit", unit(v, it))
}

/// `11月25日 周三至1月19日 周二`.
pub(super) fn days(v: &Voice, it: &Challenge) -> String {
    v.t2("challenges-from-to", "from", v.date(it.from_day), "to", v.date(it.last_day))
}

pub(super) fn goal(v: &Voice, it: &Challenge) -> String {
    match it.goal() {
        Goal::Loss { permille } => v.t1("challenges-goal-is-loss", "percent", decimal(v, permille * 10)),
        Goal::Daily { least, days } => v.t2("challenges-goal-is-daily", "days", days, "least", amount(v, it, least)),
        Goal::Total { least } => v.t1("challenges-goal-is-total", "least", amount(v, it, least)),
    }
}

pub(super) fn rhythm(v: &Voice, it: &Challenge) -> String {
    RHYTHMS.iter().find(|(name, _)| *name == it.rhythm).map(|(_, key)| v.t(key)).unwrap_or_default()
}

pub(super) fn who(v: &Voice, c: &Challenges, it: &Challenge) -> String {
    match it.audience() {
        agenda::Audience::Subtree => v.t1("challenges-who-of", "union", c.federation().name(it.union_id)),
        _ => v.t("challenges-who-members"),
    }
}

pub(super) fn state(v: &Voice, it: &Challenge, today: Day) -> St {
    match it.state.as_str() {
        "cancelled" => State::Off.says(v.t("challenges-state-cancelled")),
        "closed" => State::Done.says(v.t("challenges-state-closed")),
        _ if today < it.from() => State::NotDue.says(v.t1("challenges-state-early", "day", v.date(it.from_day))),
        _ if today > it.last() => State::Waiting.says(v.t("challenges-state-over")),
        _ => State::Planned.says(v.t1("challenges-state-runs", "left", i64::from(it.last_day - today.0 + 1))),
    }
}

/// How it stands with signing up: one's own place first, else what can be had.
pub(super) fn standing(v: &Voice, of: &Allotment, entry: Option<&Entry>, now: i64) -> St {
    if of.is_cancelled() {
        return State::Off.says(v.t("challenges-state-cancelled"));
    }
    match entry.filter(|e| e.stands()).map(|e| e.state.as_str()) {
        Some("placed") => return State::Done.says(v.t("challenges-signup-placed")),
        Some("offered") => return State::Due.says(v.t("challenges-signup-offered")),
        Some("waiting") => return State::Waiting.says(v.t("challenges-signup-waiting")),
        Some("entered") => return State::Waiting.says(v.t("challenges-signup-entered")),
        _ => {}
    }
    if now < of.opens_at {
        return State::NotDue.says(v.t1("challenges-signup-early", "at", v.stamp(of.opens_at)));
    }
    if now >= of.closes_at {
        return State::Off.says(v.t("challenges-signup-closed"));
    }
    if of.is_draw() {
        return State::Due.says(v.t("challenges-signup-draw"));
    }
    match (of.places - of.taken, of.waiting) {
        (free, 0) if free > 0 => State::Due.says(v.t1("challenges-signup-free", "n", free)),
        (_, waiting) if waiting < of.waits => State::Waiting.says(v.t("challenges-signup-full-waits")),
        _ => State::Off.says(v.t("challenges-signup-full")),
    }
}

/// The group as it may be shown to anybody the challenge is shown to.
pub(super) fn figures(v: &Voice, it: &Challenge, f: &Figure) -> Facts {
    let total = f.total.zip(f.behind).filter(|_| f.total.is_some_and(|n| n > 0 || !it.is_weight()));
    let said = total.map(|(total, behind)| v.t2("challenges-total-of", "total", amount(v, it, total), "n", behind));
    let name = if it.is_weight() { "challenges-total-lost" } else { "challenges-total-done" };
    Facts::new()
        .fact(v.t("challenges-parts"), people(v, f.parts))
        .fact(v.t("challenges-measured"), people(v, f.measured))
        .fact(v.t(name), said.unwrap_or_else(|| v.t1("challenges-total-none", "n", FEWEST)))
        .maybe(v.t("challenges-finished"), f.finished.map(|n| people(v, n)))
        .maybe(v.t("challenges-reached"), f.reached().map(|n| count(v, n)))
}

pub(super) fn people(v: &Voice, n: i64) -> String {
    v.t1("challenges-people", "n", n)
}

pub(super) fn count(v: &Voice, count: Count) -> String {
    match count {
        Count::Hidden => v.t("challenges-count-hidden"),
        Count::Fewer => v.t1("challenges-count-fewer", "n", FEWEST),
        Count::AtLeast(n) => v.t1("challenges-count-at-least", "n", n),
        Count::Exact(n) => people(v, n),
    }
}

/// What has come of it so far, in plain words; nothing is judged.
pub(super) fn so_far(v: &Voice, it: &Challenge, course: &Course) -> String {
    if !it.is_weight() {
        return match course.points.len() {
            0 => v.t("challenges-so-far-none"),
            _ => v.t1("challenges-so-far-sum", "sum", amount(v, it, course.sum())),
        };
    }
    let (Some(first), Some(last)) = (course.points.first(), course.points.last()) else { return v.t("challenges-so-far-none") };
    match first.value - last.value {
        _ if first.day == last.day => v.t1("challenges-so-far-first", "value", amount(v, it, last.value)),
        0 => v.t("challenges-so-far-same"),
        less if less > 0 => v.t1("challenges-so-far-less", "by", amount(v, it, less)),
        more => v.t1("challenges-so-far-more", "by", amount(v, it, -more)),
    }
}

/// How far it is to the goal, in plain words.
pub(super) fn distance(v: &Voice, it: &Challenge, course: &Course) -> String {
    match it.goal() {
        Goal::Loss { permille } => match (course.aim(permille), course.points.last()) {
            (Some(Aim::Keep(low, high)), _) => {
                v.t2("challenges-distance-keep", "low", amount(v, it, low), "high", amount(v, it, high))
            }
            (Some(Aim::Lose(target)), Some(last)) if last.value > target => {
                v.t2("challenges-distance-lose", "by", amount(v, it, last.value - target), "target", amount(v, it, target))
            }
            (Some(Aim::Lose(target)), Some(_)) => v.t1("challenges-distance-there", "target", amount(v, it, target)),
            _ if it.at_scales => v.t("challenges-distance-scales"),
            _ => v.t("challenges-distance-first"),
        },
        Goal::Daily { least, days } => match days - course.days_with(least) {
            left if left > 0 => v.t2("challenges-distance-days", "n", left, "least", amount(v, it, least)),
            _ => v.t("challenges-distance-done"),
        },
        Goal::Total { least } => match least - course.sum() {
            left if left > 0 => v.t1("challenges-distance-sum", "by", amount(v, it, left)),
            _ => v.t("challenges-distance-done"),
        },
    }
}

/// Lines of a text that are not empty.
pub(super) fn lines(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
