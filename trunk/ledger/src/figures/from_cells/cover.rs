//! Which pages and which facts make up a union, each fact once.

use std::collections::{BTreeSet, HashMap};

use uuid::Uuid;

use crate::figures::query::{By, Lens};
use crate::rows::loose::Loose;
use crate::rules::slices;
use crate::rules::ways::{Along, Way, Ways};

/// For which day the way up is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum On {
    /// The fact's own.
    ItsDay,
    Today(i32),
}

pub(super) struct Cover {
    /// The cuts that are made of it.
    pub cuts: Vec<By>,
    /// What stands at these unions themselves is asked of the facts: from one day until another, told under a child.
    pub own: HashMap<Uuid, Vec<(i32, i32, Uuid)>>,
    /// The pages that leave these nodes.
    pub leave: BTreeSet<Uuid>,
    /// The pages that come in at these.
    pub enter: BTreeSet<Uuid>,
    /// Under which child a page of this node is told; its own name where nothing else is said.
    told: HashMap<Uuid, Uuid>,
    union: Uuid,
    along: Along,
    on: On,
    /// Whether a fact one step below the union stands in no page of this cover.
    skips_children: bool,
}

impl Cover {
    fn new(union: Uuid, along: Along, on: On) -> Self {
        Self {
            cuts: Vec::new(),
            own: HashMap::new(),
            leave: BTreeSet::new(),
            enter: BTreeSet::new(),
            told: HashMap::new(),
            union,
            along,
            on,
            skips_children: false,
        }
    }

    /// As it was: the union's pages with its own facts; its rows by children are the pages that come in, with the facts of each
    /// child itself.
    pub fn as_it_was(ways: &Ways, union: Uuid, along: Along, cuts: &[By]) -> Vec<Self> {
        let mut whole = Self::new(union, along, On::ItsDay);
        whole.cuts = cuts.iter().copied().filter(|by| *by != By::Children).collect();
        whole.leave.insert(union);
        whole.stand(ways, union, -1_000_000, i32::MAX, union);
        let mut covers = vec![whole];
        if cuts.contains(&By::Children) {
            let mut parts = Self::new(union, along, On::ItsDay);
            parts.cuts = vec![By::Children];
            parts.enter.insert(union);
            parts.skips_children = true;
            parts.stand(ways, union, -1_000_000, i32::MAX, union);
            for (child, from, until) in ways.children(union, along) {
                parts.stand(ways, child, from, until, child);
            }
            covers.push(parts);
        }
        covers
    }

    /// Whatever is told of a union while it stands somewhere: its own until it ends, from then on nothing; of those whose place
    /// it took, from their end on.
    fn stand(&mut self, ways: &Ways, union: Uuid, from: i32, until: i32, child: Uuid) {
        if from >= until {
            return;
        }
        let ended = ways.ended(union).unwrap_or(i32::MAX);
        self.own.entry(union).or_default().push((from, until.min(ended), child));
        for (gone, day) in ways.heirs(union) {
            self.stand_after(ways, gone, day.max(from), until.min(ended), child);
        }
    }

    fn stand_after(&mut self, ways: &Ways, gone: Uuid, from: i32, until: i32, child: Uuid) {
        if from >= until {
            return;
        }
        self.own.entry(gone).or_default().push((from, until, child));
        for (before, day) in ways.heirs(gone) {
            self.stand_after(ways, before, day.max(from), until, child);
        }
    }

    /// As it is now: down today's tree as far as anything ever changed there; below that the pages as they were are right.
    pub fn as_it_is(ways: &Ways, union: Uuid, today: i32, cuts: &[By]) -> Self {
        let mut cover = Self::new(union, Along::Leading, On::Today(today));
        cover.cuts = cuts.to_vec();
        let mut next = vec![(union, union)];
        while let Some((at, child)) = next.pop() {
            cover.inherit(ways, at, child);
            // By children the union's own pages would not tell one from another.
            if at != union && ways.is_as_ever(at) {
                if ways.has_below(at) {
                    cover.leave.insert(at);
                    cover.told.insert(at, child);
                }
                continue;
            }
            for (below, from, until) in ways.children(at, Along::Leading) {
                if from <= today && today < until {
                    next.push((below, if at == union { below } else { child }));
                }
            }
        }
        cover
    }

    fn inherit(&mut self, ways: &Ways, union: Uuid, child: Uuid) {
        self.own.entry(union).or_default().push((i32::MIN, i32::MAX, child));
        for (gone, _) in ways.heirs(union) {
            self.inherit(ways, gone, child);
        }
    }

    /// The slice of the cells that are asked for on the pages of this way: `asked` on the leading one; along a line what came here
    /// by that line, and whatever went another way by it.
    pub fn slice_on(&self, way: i32, asked: &str) -> Option<String> {
        match self.along {
            Along::Leading => (way == Way::LEADING.0).then(|| asked.to_owned()),
            Along::Line(line) if way == Way::LEADING.0 => Some(slices::line(line)),
            Along::Line(line) => (way == Way::of(line).0).then(|| slices::ALL.to_owned()),
        }
    }

    pub fn child_of(&self, node: Uuid) -> Uuid {
        self.told.get(&node).copied().unwrap_or(node)
    }

    /// Under which child a fact of one of the unions asked one by one is told.
    pub fn own_place(&self, fact: &Loose, lens: Lens) -> Option<Uuid> {
        let stands = self.own.get(&fact.at(lens)?)?;
        stands.iter().find(|(from, until, _)| *from <= fact.day && fact.day < *until).map(|(.., child)| *child)
    }

    /// Under which child a fact is told that would be in the pages of this cover, were it folded.
    pub fn place(&self, ways: &Ways, fact: &Loose, lens: Lens) -> Option<Uuid> {
        let at = fact.at(lens)?;
        let day = match self.on {
            On::ItsDay => fact.day,
            On::Today(today) => today,
        };
        let at = ways.stand(at, day)?;
        let walk = ways.walk(at, day, self.along);
        let place = walk.iter().position(|u| *u == self.union)?;
        let by_facts = match self.on {
            On::ItsDay => place == 0 || (place == 1 && self.skips_children),
            On::Today(_) => self.own.contains_key(&at),
        };
        if by_facts { None } else { Some(walk[place.saturating_sub(1)]) }
    }
}
