//! The naive count: every fact is looked at by itself and carried up the tree step by step. Nothing here knows SQL.

use std::collections::{BTreeMap, BTreeSet};

use codes::Day;
use ledger::figures::{By, FiguresQuery, Key, Lens, Measures, Reported, Shown, Tree};
use ledger::{Fact, Source, What};
use uuid::Uuid;

use crate::script::Script;

#[derive(Default)]
struct Tally {
    sums: BTreeMap<&'static str, i64>,
    said: BTreeMap<&'static str, i64>,
    people: BTreeSet<i64>,
    units: BTreeSet<Uuid>,
    unions: BTreeSet<Uuid>,
    facts: i64,
    said_facts: i64,
}

impl Tally {
    fn add(&mut self, fact: &Fact) {
        if fact.source == Source::Report {
            *self.said.entry(fact.what.name()).or_default() += fact.quantity;
            self.said_facts += 1;
            return;
        }
        *self.sums.entry(fact.what.name()).or_default() += fact.quantity;
        self.facts += 1;
        if fact.what == What::Attended {
            self.people.extend(fact.ordinal);
        }
        self.units.extend(fact.unit);
        self.unions.insert(fact.home.unwrap_or(fact.host));
    }

    fn measures(&self) -> (Measures, Reported) {
        let sum = |what: What| self.sums.get(what.name()).copied().unwrap_or(0);
        let said = |what: What| self.said.get(what.name()).copied().unwrap_or(0);
        let counted = Measures {
            sessions: sum(What::Held),
            co_held: sum(What::CoHeld),
            attendances_named: sum(What::Attended),
            attendances_by_head: sum(What::Counted),
            people: Shown::Number(self.people.len() as i64),
            views: sum(What::Viewed),
            units_reached: self.units.len() as i64,
            unions_reached: self.unions.len() as i64,
            minutes: sum(What::Minutes),
            goods: sum(What::Goods),
            money_fen: sum(What::Given),
            completed: 0,
            redeemed: 0,
            answered: 0,
            facts: self.facts,
        };
        let reported = Reported {
            sessions: said(What::Held),
            attendances: said(What::Counted),
            people: said(What::People),
            views: said(What::Viewed),
            facts: self.said_facts,
            ..Reported::default()
        };
        (counted, reported)
    }
}

/// Whether facts of `union` are told under `ended`, which no longer stands in today's tree but can still be asked about.
fn passed_through(script: &Script, union: usize, ended: usize) -> bool {
    let mut at = Some(union);
    while let Some(union) = at {
        if union == ended {
            return true;
        }
        at = script.unions[union].successor;
    }
    false
}

/// From a union up to the root: as it was on the day, or by today's edges from the one that took its place.
fn way_up(script: &Script, union: usize, day: Day, tree: Tree, today: Day) -> Vec<usize> {
    let (mut at, day) = match tree {
        Tree::AsItWas => (union, day),
        Tree::AsItIs => (union, today),
    };
    while let Some(successor) = script.unions[at].successor
        && (tree == Tree::AsItIs || script.unions[at].ended <= day)
    {
        at = successor;
    }
    let mut way = vec![at];
    while let Some(edge) = script.edges.iter().find(|e| e.child == at && e.from <= day && day < e.until) {
        at = edge.parent;
        way.push(at);
    }
    way
}

/// What the script adds up to: the total, and the rows of the cut that have anything in them.
pub fn count(script: &Script, query: &FiguresQuery, by: By, today: Day) -> BTreeMap<String, (Key, Measures, Reported)> {
    let index = |id: Uuid| script.unions.iter().position(|u| u.id == id).unwrap();
    let asked = index(query.union);
    let mut tallies: BTreeMap<String, (Key, Tally)> = BTreeMap::new();
    for (fact, retracted) in script.facts.iter().zip(&script.retracted) {
        let at = match query.lens {
            Lens::HeldBy => Some(fact.host),
            Lens::MembersOf => fact.home,
        };
        let Some(at) = at else { continue };
        let way = way_up(script, index(at), fact.day, query.tree, today);
        let is_past = query.tree == Tree::AsItIs && script.unions[asked].successor.is_some();
        let place =
            if is_past { passed_through(script, index(at), asked).then_some(0) } else { way.iter().position(|u| *u == asked) };
        let Some(place) = place else { continue };
        let wanted = query.filter.kind.as_ref().is_none_or(|k| *k == fact.kind);
        if *retracted || !wanted || fact.day < query.period.from || fact.day >= query.period.until {
            continue;
        }
        let key = match by {
            By::Total => Key::Total,
            By::Children if place == 0 => Key::Own,
            By::Children => Key::Union(script.unions[way[place - 1]].id),
            By::Months => Key::Month(fact.day.year() * 12 + fact.day.month() as i32 - 1),
            By::Kinds => Key::Kind(fact.kind.clone()),
            By::Settings => Key::Setting(fact.setting.clone()),
            By::Programmes => Key::Programme(fact.programme),
        };
        tallies.entry(format!("{key:?}")).or_insert_with(|| (key, Tally::default())).1.add(fact);
    }
    tallies
        .into_iter()
        .map(|(name, (key, tally))| {
            let (counted, reported) = tally.measures();
            (name, (key, counted, reported))
        })
        .collect()
}
