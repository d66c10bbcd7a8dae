//! From facts to the changes of pages.

use std::collections::{HashMap, HashSet};

use codes::Day;
use tally::{Batch, Leaf, Risen, SETS};
use uuid::Uuid;

use super::Numbers;
use crate::fact::What;
use crate::figures::Lens;
use crate::rows::loose::Loose;
use crate::rows::page::PageKey;
use crate::rules::slices::{self, PEOPLE, UNIONS, UNITS};
use crate::rules::ways::{Way, Ways};

pub(crate) const LENSES: [Lens; 2] = [Lens::HeldBy, Lens::MembersOf];

pub(crate) fn number_of(lens: Lens) -> i32 {
    match lens {
        Lens::HeldBy => 0,
        Lens::MembersOf => 1,
    }
}

/// Whom a fact puts into the sets of its cells.
pub(crate) struct Named {
    pub person: Option<i64>,
    pub unit: Option<Uuid>,
    pub union: Option<Uuid>,
}

impl Named {
    pub fn by(fact: &Loose) -> Self {
        if fact.is_said() {
            return Self { person: None, unit: None, union: None };
        }
        let person = fact.ordinal.filter(|_| fact.what() == Some(What::Attended));
        Self { person, unit: fact.unit, union: Some(fact.union()) }
    }
}

/// Numbers known and numbers about to be given.
pub(crate) struct Given<'a> {
    known: &'a Numbers,
    last: i64,
    new: HashMap<Uuid, i64>,
}

impl<'a> Given<'a> {
    pub fn after(known: &'a Numbers, last: i64) -> Self {
        Self { known, last, new: HashMap::new() }
    }

    fn of(&mut self, id: Uuid) -> i64 {
        if let Some(number) = self.known.get(id) {
            return number;
        }
        let last = &mut self.last;
        *self.new.entry(id).or_insert_with(|| {
            *last += 1;
            *last
        })
    }

    /// The new ones, in order.
    pub fn new_ones(self) -> Vec<(Uuid, i64)> {
        let mut new: Vec<(Uuid, i64)> = self.new.into_iter().collect();
        new.sort_by_key(|(_, number)| *number);
        new
    }
}

type Member = (PageKey, u32, usize, i64);

/// A page on the way up, and the line that goes all of the leading way up to there.
type Stage = (PageKey, Option<i32>);

/// Gathers facts by one tree.
pub(crate) struct Gather<'a, 'n> {
    ways: &'a Ways,
    pub given: Given<'n>,
    batch: Batch<PageKey>,
    leaves: HashMap<(u32, u32), Leaf>,
    paths: Vec<Vec<Stage>>,
    /// By lens, union and day: the path, and whether it does not come up to a root.
    path_of: HashMap<(i32, Uuid, i32), (u32, bool)>,
    path_named: HashMap<Vec<Stage>, u32>,
    words: HashMap<String, u32>,
    slices: Vec<[String; 5]>,
    slices_of: HashMap<(u32, u32, u32, Option<Uuid>), u32>,
    /// How many of the facts taken did not come up to a root.
    pub astray: i64,
    /// Whom facts taken back leave, unless others keep them.
    leaving: HashSet<Member>,
    /// Each slice once.
    slice_named: HashMap<String, u32>,
}

impl<'a, 'n> Gather<'a, 'n> {
    pub fn by(ways: &'a Ways, given: Given<'n>) -> Self {
        Self {
            ways,
            given,
            batch: Batch::default(),
            leaves: HashMap::new(),
            paths: Vec::new(),
            path_of: HashMap::new(),
            path_named: HashMap::new(),
            words: HashMap::new(),
            slices: Vec::new(),
            slices_of: HashMap::new(),
            astray: 0,
            leaving: HashSet::new(),
            slice_named: HashMap::new(),
        }
    }

    pub fn inserts(&self) -> u64 {
        self.batch.inserts()
    }

    fn path(&mut self, lens: i32, at: Uuid, day: i32) -> (u32, bool) {
        if let Some(path) = self.path_of.get(&(lens, at, day)) {
            return *path;
        }
        let month = Day(day).month_key();
        let passes = self.ways.stand(at, day).map(|at| self.ways.passes(at, day)).unwrap_or_default();
        let mut keys = Vec::with_capacity(passes.len());
        for pass in passes {
            let (node, parent) = (self.given.of(pass.from), pass.to.map_or(0, |to| self.given.of(to)));
            keys.push((PageKey { node, lens, month, parent, way: pass.way.0 }, pass.line));
        }
        let next = u32::try_from(self.paths.len()).unwrap_or(u32::MAX);
        let path = *self.path_named.entry(keys.clone()).or_insert(next);
        if path == next {
            self.paths.push(keys);
        }
        let found = (path, self.ways.is_astray(at, day));
        self.path_of.insert((lens, at, day), found);
        found
    }

    fn word(&mut self, word: &str) -> u32 {
        if let Some(number) = self.words.get(word) {
            return *number;
        }
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.insert(word.to_owned(), number);
        number
    }

    fn slices(&mut self, fact: &Loose) -> u32 {
        let key = (self.word(&fact.kind), self.word(&fact.setting), self.word(&fact.channel), fact.programme);
        if let Some(slices) = self.slices_of.get(&key) {
            return *slices;
        }
        let number = u32::try_from(self.slices.len()).unwrap_or(u32::MAX);
        self.slices.push([
            slices::ALL.to_owned(),
            slices::kind(&fact.kind),
            slices::setting(&fact.setting),
            slices::channel(&fact.channel),
            slices::programme(fact.programme),
        ]);
        self.slices_of.insert(key, number);
        number
    }

    fn leaf(&mut self, path: u32, slices: u32) -> Leaf {
        if let Some(leaf) = self.leaves.get(&(path, slices)) {
            return *leaf;
        }
        let stages = self.paths[path as usize].iter().map(|stage| (stage.0, self.slices_at(stage, slices)));
        let stages = stages.collect();
        let leaf = self.batch.leaf(stages);
        self.leaves.insert((path, slices), leaf);
        leaf
    }

    /// In which slices of a page it stands: on the leading way in all of its own; a line that goes another way is not cut.
    fn slices_at(&self, (key, line): &Stage, slices: u32) -> Vec<String> {
        if key.way != Way::LEADING.0 {
            return vec![slices::ALL.to_owned()];
        }
        self.slices[slices as usize].iter().cloned().chain(line.map(slices::line)).collect()
    }

    fn members(&mut self, fact: &Loose) -> [Option<i64>; SETS] {
        let Named { person, unit, union } = Named::by(fact);
        let mut members = [None; SETS];
        members[PEOPLE] = person;
        members[UNITS] = unit.map(|id| self.given.of(id));
        members[UNIONS] = union.map(|id| self.given.of(id));
        members
    }

    /// Under each lens the path and slices of a fact, where there is a path at all; and under how many it is astray.
    fn places(&mut self, fact: &Loose) -> (Vec<(u32, u32)>, i64) {
        let (mut places, mut astray) = (Vec::with_capacity(LENSES.len()), 0);
        for lens in LENSES {
            let Some(at) = fact.at(lens) else { continue };
            let (path, is_astray) = self.path(number_of(lens), at, fact.day);
            astray += i64::from(is_astray);
            if !self.paths[path as usize].is_empty() {
                places.push((path, self.slices(fact)));
            }
        }
        (places, astray)
    }

    pub fn take(&mut self, fact: &Loose) {
        let Some(what) = fact.what() else { return };
        let (measure, day) = (slices::measure(what, fact.is_said()), day_of_month(fact));
        let members = self.members(fact);
        let (places, astray) = self.places(fact);
        self.astray += astray;
        for (path, slices) in places {
            let leaf = self.leaf(path, slices);
            self.batch.take(leaf, measure, fact.quantity, day, members);
        }
    }

    /// Takes a folded fact back; whom it named leaves, unless [`Gather::keep`] is told of another that names him there.
    pub fn take_back(&mut self, fact: &Loose) {
        let Some(what) = fact.what() else { return };
        let (measure, day) = (slices::measure(what, fact.is_said()), day_of_month(fact));
        let (places, astray) = self.places(fact);
        self.astray -= astray;
        for (path, slices) in places {
            let leaf = self.leaf(path, slices);
            self.batch.take_back(leaf, measure, fact.quantity, day);
        }
        let members = self.standing_as(fact);
        self.leaving.extend(members);
    }

    pub fn keep(&mut self, fact: &Loose) {
        for member in self.standing_as(fact) {
            self.leaving.remove(&member);
        }
    }

    fn standing_as(&mut self, fact: &Loose) -> Vec<Member> {
        let members = self.members(fact);
        let mut found = Vec::new();
        for (path, slices) in self.places(fact).0 {
            for stage in &self.paths[path as usize] {
                for slice in self.slices_at(stage, slices) {
                    let next = u32::try_from(self.slice_named.len()).unwrap_or(u32::MAX);
                    let slice = *self.slice_named.entry(slice).or_insert(next);
                    let named = members.iter().enumerate().filter_map(|(set, member)| Some((set, (*member)?)));
                    found.extend(named.map(|(set, member)| (stage.0, slice, set, member)));
                }
            }
        }
        found
    }

    /// What changes on which page, and the numbers given on the way.
    pub fn rise(self) -> (Risen<PageKey>, Vec<(Uuid, i64)>) {
        let mut risen = self.batch.rise();
        let names: HashMap<u32, String> = self.slice_named.into_iter().map(|(name, number)| (number, name)).collect();
        for (key, slice, set, member) in self.leaving {
            let Some(slice) = names.get(&slice) else { continue };
            risen.entry(key).or_default().entry(slice.clone()).or_default().gone[set].push(member);
        }
        for delta in risen.values_mut().flat_map(|page| page.values_mut()) {
            delta.gone.iter_mut().for_each(|list| list.sort_unstable());
        }
        (risen, self.given.new_ones())
    }
}

fn day_of_month(fact: &Loose) -> u8 {
    u8::try_from(Day(fact.day).day_of_month()).unwrap_or_default()
}
