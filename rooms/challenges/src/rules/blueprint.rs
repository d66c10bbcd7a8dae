//! What a blueprint may set of a challenge's form. Days are counted from the day it is used; the union is left to whoever uses it.

use blueprints::{Reader, Section};
use codes::Day;
use i18n::Voice;

use super::kinds::{KINDS, kind_named};
use super::plan::{Draft, RHYTHMS};
use crate::sight;

/// Where the first day is put, and how long it lasts, when nothing else is said.
const STARTS: i64 = 14;
const WEEKS: i64 = 8;

/// This room's part in blueprints.
pub const READER: Reader = Reader {
    room: "challenges",
    title: "challenges-challenges",
    may: sight::announces_somewhere,
    check: |set| drop(Set::read(set)),
    start: |_| "/challenges/new",
    says: |set, v| Set::read(set).says(v),
};

/// `[set]` of a blueprint for this room: `percent` is of the first weight, `least` in whole units of the kind.
#[derive(Clone, Debug, Default)]
pub(crate) struct Set {
    kind: Option<&'static str>,
    title: Option<String>,
    unit: Option<String>,
    summary: Option<String>,
    /// The house's own advice where it says none.
    advice: Option<String>,
    starts_days: Option<i64>,
    weeks: Option<i64>,
    rhythm: Option<&'static str>,
    at_scales: Option<bool>,
    percent: Option<i64>,
    goal: Option<&'static str>,
    least: Option<i64>,
    days: Option<i64>,
    teams: Option<bool>,
    who: Option<&'static str>,
    verified: Option<bool>,
    places: Option<i64>,
    policy: Option<&'static str>,
    named: Option<String>,
    waits: Option<bool>,
}

impl Set {
    pub fn read(s: &mut Section<'_>) -> Self {
        for key in ["kind", "title"] {
            s.demand(key);
        }
        let kinds: Vec<&'static str> = KINDS.iter().map(|k| k.name).collect();
        let rhythms: Vec<&'static str> = RHYTHMS.iter().map(|(name, _)| *name).collect();
        let set = Self {
            kind: s.one_of("kind", &kinds),
            title: s.text("title"),
            unit: s.text("unit"),
            summary: s.text("summary"),
            advice: s.text("advice"),
            starts_days: s.number("starts_days", 1..=365),
            weeks: s.number("weeks", 1..=52),
            rhythm: s.one_of("rhythm", &rhythms),
            at_scales: s.flag("at_scales"),
            percent: s.number("percent", 1..=10),
            goal: s.one_of("goal", &["daily", "total"]),
            least: s.number("least", 1..=10_000_000),
            days: s.number("days", 1..=366),
            teams: s.flag("teams"),
            who: s.one_of("who", &["subtree", "members"]),
            verified: s.flag("verified"),
            places: s.number("places", 1..=1_000_000),
            policy: s.one_of("policy", &["first", "draw", "seals"]),
            named: s.text("named"),
            waits: s.flag("waits"),
        };
        // A goal of another kind would be filled in where nobody asks for it.
        let (ours, others): (&[&'static str], &[&'static str]) = if set.is_weight() {
            (&["percent"], &["goal", "least", "days", "teams"])
        } else {
            (&["goal", "least"], &["percent", "at_scales"])
        };
        for key in ours {
            s.demand(key);
        }
        for key in others {
            if s.has(key) {
                s.complain(key, "challenges-blueprint-other-kind");
            }
        }
        // Where witnesses' seeds decide there is no number to name.
        if set.policy == Some("seals") && set.named.is_some() {
            s.complain("named", "challenges-blueprint-only-with-number");
        }
        set
    }

    fn is_weight(&self) -> bool {
        self.kind == Some("weight")
    }

    /// Whether the house's own advice is to stand in the form: of a weight, or of a walk.
    pub fn wants_advice(&self) -> Option<&'static str> {
        let key = if self.is_weight() { "challenges-advice-weight" } else { "challenges-advice-walk" };
        self.advice.is_none().then_some(key)
    }

    /// The form of a challenge as it is proposed today. `key` and `union` are left to say.
    pub fn form(&self, today: Day) -> Draft {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
        let day = |ahead: i64| Day(today.0.saturating_add(i32::try_from(ahead).unwrap_or(0))).to_string();
        let starts = self.starts_days.unwrap_or(STARTS);
        Draft {
            title: text(&self.title),
            kind: self.kind.unwrap_or("custom").into(),
            unit: text(&self.unit),
            summary: text(&self.summary),
            advice: text(&self.advice),
            from: day(starts),
            last: day(starts + self.weeks.unwrap_or(WEEKS) * 7 - 1),
            rhythm: self.rhythm.unwrap_or(if self.is_weight() { "weekly" } else { "daily" }).into(),
            at_scales: self.at_scales.unwrap_or(false),
            percent: number(self.percent),
            goal: self.goal.unwrap_or("daily").into(),
            least: number(self.least),
            days: number(self.days),
            teams: self.teams.unwrap_or(false),
            who: self.who.unwrap_or("subtree").into(),
            verified: self.verified.unwrap_or(false),
            places: number(self.places),
            policy: self.policy.unwrap_or("first").into(),
            beacon_named: text(&self.named),
            waits: self.waits.unwrap_or(true),
            ..Draft::default()
        }
    }

    /// What is reached, as the challenge itself says it.
    fn goal(&self, v: &Voice) -> Option<String> {
        if self.is_weight() {
            return self.percent.map(|n| v.t1("challenges-goal-is-loss", "percent", v.number(n)));
        }
        let unit =
            self.kind.map(kind_named).filter(|k| !k.unit.is_empty()).map_or_else(|| self.unit.clone(), |k| Some(v.t(k.unit)));
        let least = v.t2("challenges-amount", "n", v.number(self.least?), "unit", unit.unwrap_or_default());
        Some(match self.goal {
            Some("total") => v.t1("challenges-goal-is-total", "least", least),
            _ => v.t2("challenges-goal-is-daily", "days", v.number(self.days?), "least", least),
        })
    }

    fn says(&self, v: &Voice) -> Vec<(String, String)> {
        let mut said: Vec<(String, String)> = Vec::new();
        let mut say = |key: &str, value: Option<String>| said.extend(value.map(|value| (v.t(key), value)));
        let count = |n: Option<i64>| n.map(|n| v.number(n));
        say("challenges-goal", self.goal(v));
        say("challenges-places", count(self.places));
        say("challenges-blueprint-weeks", count(self.weeks));
        let rhythm = RHYTHMS.iter().find(|(name, _)| Some(*name) == self.rhythm);
        say("challenges-rhythm", rhythm.map(|(_, key)| v.t(key)));
        let policy = self.policy.map(|p| match p {
            "draw" => "challenges-policy-draw",
            "seals" => "challenges-policy-seals",
            _ => "challenges-policy-first",
        });
        say("challenges-policy", policy.map(|key| v.t(key)));
        let who = self.who.map(|w| if w == "members" { "challenges-who-members" } else { "challenges-who-subtree" });
        say("challenges-who", who.map(|key| v.t(key)));
        say("challenges-kind", self.kind.map(|kind| v.t(kind_named(kind).key)));
        say("challenges-beacon", self.named.clone());
        said
    }
}
