//! What a blueprint may set of a plan's form. Days are counted from the day it is used; the union is left to whoever uses it.

use blueprints::{Reader, Section};
use codes::{Day, money};
use i18n::Voice;
use organisation::Power;

use super::field::MOST_FEN;
use super::kinds::{KINDS, SOURCES, kind_named, source_named};
use super::plan::Plan;

/// This room's part in blueprints.
pub const READER: Reader = Reader {
    room: "drives",
    title: "drives-drives",
    may: |scope| scope.has(Power::HandOut),
    check: |set| drop(Set::read(set)),
    start: |_| "/drives/new",
    says: |set, v| Set::read(set).says(v),
};

/// `[set]` of a blueprint for this room: what is handed out under which limit, from whose means, for how many heads, and for how
/// many yuan a head.
#[derive(Clone, Debug, Default)]
pub(crate) struct Set {
    kind: Option<&'static str>,
    item: Option<&'static str>,
    title: Option<String>,
    plan: Option<String>,
    days_ahead: Option<i64>,
    days: Option<i64>,
    heads: Option<i64>,
    per_head: Option<String>,
    source: Option<&'static str>,
    goods: Vec<String>,
}

impl Set {
    pub fn read(s: &mut Section<'_>) -> Self {
        for key in ["kind", "item", "title"] {
            s.demand(key);
        }
        let kinds: Vec<&'static str> = KINDS.iter().map(|k| k.name).collect();
        let items: Vec<&'static str> = limits::ITEMS.iter().map(|i| i.name).collect();
        let set = Self {
            kind: s.one_of("kind", &kinds),
            item: s.one_of("item", &items),
            title: s.text("title"),
            plan: s.text("plan"),
            days_ahead: s.number("days_ahead", 0..=365),
            days: s.number("days", 1..=366),
            heads: s.number("heads", 1..=1_000_000),
            per_head: s.money("per_head"),
            source: s.one_of("source", &SOURCES.map(|source| source.name)),
            goods: s.texts("goods"),
        };
        if set.heads.is_some() && set.per_head.is_none() {
            s.complain("heads", "drives-blueprint-heads-of-what");
        }
        if set.budget().is_some_and(|fen| fen > MOST_FEN) {
            s.complain("heads", "drives-blueprint-budget-much");
        }
        set
    }

    /// Fen, where it is said for how many.
    fn budget(&self) -> Option<i64> {
        let a_head = money::parse_fen(self.per_head.as_deref()?).ok()?;
        a_head.checked_mul(self.heads?)
    }

    /// The form of a plan as it is proposed today; `union` is left to say. What it comes to a head and what is handed out stand in
    /// the plan's own words, for that is what the approver reads.
    pub fn form(&self, today: Day, v: &Voice) -> Plan {
        let day = |ahead: i64| Day(today.0.saturating_add(i32::try_from(ahead).unwrap_or(0))).to_string();
        let begins = self.days_ahead.unwrap_or(0);
        let mut plan: Vec<String> = self.plan.iter().cloned().collect();
        if !self.goods.is_empty() {
            plan.push(v.t1("drives-blueprint-goods-line", "goods", self.goods.join(&v.t("drives-and"))));
        }
        match (self.heads, &self.per_head) {
            (Some(heads), Some(money)) => {
                plan.push(v.t2("drives-blueprint-heads-line", "heads", v.number(heads), "money", money.as_str()));
            }
            (None, Some(money)) => plan.push(v.t1("drives-blueprint-head-line", "money", money.as_str())),
            _ => {}
        }
        let source = self.source.unwrap_or(SOURCES[0].name);
        let budget = self.budget().map(money::plain).unwrap_or_default();
        Plan {
            title: self.title.clone().unwrap_or_default(),
            kind: self.kind.unwrap_or_default().into(),
            item: self.item.unwrap_or_default().into(),
            from: day(begins),
            until: day(begins + self.days.unwrap_or(1) - 1),
            plan: plan.join("\n"),
            funds: SOURCES.map(|s| if s.name == source { budget.clone() } else { String::new() }),
            ..Plan::default()
        }
    }

    fn says(&self, v: &Voice) -> Vec<(String, String)> {
        let mut said: Vec<(String, String)> = Vec::new();
        let mut say = |key: &str, value: Option<String>| said.extend(value.map(|value| (v.t(key), value)));
        let count = |n: Option<i64>| n.map(|n| v.number(n));
        say("drives-blueprint-per-head", self.per_head.clone());
        say("drives-expected", count(self.heads));
        say("drives-budget", self.budget().map(|fen| v.money(fen)));
        say("drives-source", self.source.and_then(source_named).map(|s| v.t(s.key)));
        say("drives-goods", (!self.goods.is_empty()).then(|| self.goods.join(&v.t("drives-and"))));
        say("drives-blueprint-days", count(self.days));
        say("drives-item", self.item.and_then(limits::item_named).map(|i| v.t(i.key)));
        say("drives-kind", self.kind.and_then(kind_named).map(|k| v.t(k.key)));
        said
    }
}
