//! The dated edges as the cells need them: which way a fact goes up on its day, and what of today's tree is as it ever was.
//!
//! A fact stands at its union (from the day that one ended, at the one that took its place) and goes up from there. No page is
//! kept of its first step: what stands at a union itself is asked of the facts, which are indexed by it.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use codes::Day;
use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edge {
    pub line: i32,
    pub parent: Uuid,
    pub from: i32,
    pub until: i32,
    pub leads: bool,
}

impl Edge {
    fn holds(&self, day: i32) -> bool {
        self.from <= day && day < self.until
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct End {
    pub day: i32,
    pub successor: Option<Uuid>,
}

/// Along which edges one walks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Along {
    Leading,
    Line(i32),
}

impl Along {
    fn takes(self, edge: &Edge) -> bool {
        match self {
            Self::Leading => edge.leads,
            Self::Line(line) => edge.line == line,
        }
    }
}

/// Whose page it is: 0 that of the leading walk, above that a line's own, where it goes another way than the leading one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Way(pub i32);

impl Way {
    pub const LEADING: Self = Self(0);

    pub fn of(line: i32) -> Self {
        Self(line + 1)
    }
}

/// From a union to the one above, or to nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Pass {
    pub from: Uuid,
    pub to: Option<Uuid>,
    pub way: Way,
    /// The line that goes all of the leading way up to here, which then needs no page of its own.
    pub line: Option<i32>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Ways {
    edges: HashMap<Uuid, Vec<Edge>>,
    below: HashMap<Uuid, Vec<Uuid>>,
    ends: HashMap<Uuid, End>,
    heirs: HashMap<Uuid, Vec<Uuid>>,
    changed: OnceLock<HashSet<Uuid>>,
}

/// No walk is longer; a circle would be (`organisation` refuses them).
const DEEPEST: usize = 64;

impl Ways {
    /// Puts an edge in place of the one of the same child, line and first day; answers from which day on this changes anything.
    pub fn put(&mut self, child: Uuid, edge: Edge) -> Option<i32> {
        self.changed = OnceLock::new();
        let below = self.below.entry(edge.parent).or_default();
        if !below.contains(&child) {
            below.push(child);
        }
        let edges = self.edges.entry(child).or_default();
        match edges.iter_mut().find(|e| (e.line, e.from) == (edge.line, edge.from)) {
            Some(known) => {
                let was = std::mem::replace(known, edge);
                if (was.parent, was.leads) != (edge.parent, edge.leads) {
                    Some(edge.from)
                } else if was.until != edge.until {
                    Some(was.until.min(edge.until))
                } else {
                    None
                }
            }
            None => {
                edges.push(edge);
                Some(edge.from)
            }
        }
    }

    /// As [`Ways::put`] for the end of a union.
    pub fn end(&mut self, union: Uuid, end: End) -> Option<i32> {
        self.changed = OnceLock::new();
        if let Some(successor) = end.successor {
            let heirs = self.heirs.entry(successor).or_default();
            if !heirs.contains(&union) {
                heirs.push(union);
            }
        }
        match self.ends.insert(union, end) {
            Some(was) if was == end => None,
            Some(was) => Some(was.day.min(end.day)),
            None => Some(end.day),
        }
    }

    /// Where what is told of a union stands on a day; nowhere after its end if nobody took its place.
    pub fn stand(&self, union: Uuid, day: i32) -> Option<Uuid> {
        let mut at = union;
        for _ in 0..DEEPEST {
            match self.ends.get(&at) {
                Some(end) if end.day <= day => at = end.successor?,
                _ => return Some(at),
            }
        }
        None
    }

    fn edge(&self, union: Uuid, day: i32, along: Along) -> Option<&Edge> {
        self.edges.get(&union)?.iter().find(|e| e.holds(day) && along.takes(e))
    }

    /// From a union up, itself first.
    pub fn walk(&self, union: Uuid, day: i32, along: Along) -> Vec<Uuid> {
        let mut walk = vec![union];
        while let Some(edge) = walk.last().and_then(|at| self.edge(*at, day, along))
            && walk.len() < DEEPEST
        {
            walk.push(edge.parent);
        }
        walk
    }

    /// All steps above the first of what stands at this union on this day: those of the leading walk, then those of each line
    /// that goes another way.
    pub fn passes(&self, at: Uuid, day: i32) -> Vec<Pass> {
        let steps = |along: Along| -> Vec<Pass> {
            let walk = self.walk(at, day, along);
            let way = if let Along::Line(line) = along { Way::of(line) } else { Way::LEADING };
            (1..walk.len()).map(|i| Pass { from: walk[i], to: walk.get(i + 1).copied(), way, line: None }).collect()
        };
        let mut leading = steps(Along::Leading);
        let first = self.edge(at, day, Along::Leading).map(|e| e.line);
        let mut apart = Vec::new();
        let mut lines: Vec<i32> = self.edges.get(&at).into_iter().flatten().filter(|e| e.holds(day)).map(|e| e.line).collect();
        lines.sort_unstable();
        lines.dedup();
        for line in lines {
            let mut together = first == Some(line);
            for (i, step) in steps(Along::Line(line)).into_iter().enumerate() {
                match leading.get_mut(i) {
                    Some(same) if together && (same.from, same.to) == (step.from, step.to) => same.line = Some(line),
                    _ => {
                        together = false;
                        apart.push(step);
                    }
                }
            }
        }
        leading.extend(apart);
        leading
    }

    /// Whether what is told of a union on this day does not come up to a root, though the union has or had a way there.
    pub fn is_astray(&self, union: Uuid, day: i32) -> bool {
        let Some(at) = self.stand(union, day) else { return true };
        let top = self.walk(at, day, Along::Leading).pop();
        top.is_some_and(|top| self.edges.get(&top).is_some_and(|edges| edges.iter().any(|e| e.leads)))
    }

    pub fn has_edges(&self, union: Uuid) -> bool {
        self.edges.contains_key(&union)
    }

    /// Whether anybody ever stood below.
    pub fn has_below(&self, union: Uuid) -> bool {
        self.below.contains_key(&union)
    }

    /// The day from which a union is no more.
    pub fn ended(&self, union: Uuid) -> Option<i32> {
        self.ends.get(&union).map(|end| end.day)
    }

    pub fn has_ended(&self, union: Uuid, day: i32) -> bool {
        self.ends.get(&union).is_some_and(|end| end.day <= day)
    }

    /// Whoever stands directly below on any day by such an edge, with the days.
    pub fn children(&self, union: Uuid, along: Along) -> Vec<(Uuid, i32, i32)> {
        let mut found = Vec::new();
        for child in self.below.get(&union).into_iter().flatten() {
            let edges = self.edges.get(child).into_iter().flatten();
            found.extend(edges.filter(|e| e.parent == union && along.takes(e)).map(|e| (*child, e.from, e.until)));
        }
        found
    }

    /// The ended unions whose place this one took, with the day from which each stands here.
    pub fn heirs(&self, union: Uuid) -> impl Iterator<Item = (Uuid, i32)> + '_ {
        self.heirs.get(&union).into_iter().flatten().filter_map(move |gone| {
            let end = self.ends.get(gone).filter(|end| end.successor == Some(union))?;
            Some((*gone, end.day))
        })
    }

    /// This union and all that ever stood below it, by whatever edge, or were followed by one that did.
    pub fn ever_within(&self, union: Uuid) -> HashSet<Uuid> {
        let (mut found, mut next) = (HashSet::from([union]), vec![union]);
        while let Some(at) = next.pop() {
            let below = self.below.get(&at).into_iter().flatten();
            for one in below.chain(self.heirs.get(&at).into_iter().flatten()) {
                if found.insert(*one) {
                    next.push(*one);
                }
            }
        }
        found
    }

    /// Whether at or below this union, by leading edges, nothing ever came, went, ended or followed: what stands there in
    /// today's tree is what stood there on its day.
    pub fn is_as_ever(&self, union: Uuid) -> bool {
        !self.changed.get_or_init(|| self.find_changed()).contains(&union)
    }

    fn find_changed(&self) -> HashSet<Uuid> {
        let mut begin: Vec<Uuid> = Vec::new();
        for edges in self.edges.values() {
            let first = edges.iter().filter(|e| e.leads).map(|e| e.from).min();
            let is_changed = |e: &&Edge| e.leads && (e.until < Day::OPEN.0 || Some(e.from) > first);
            begin.extend(edges.iter().filter(is_changed).map(|e| e.parent));
        }
        begin.extend(self.ends.values().filter_map(|end| end.successor));
        let mut changed = HashSet::new();
        while let Some(at) = begin.pop() {
            if changed.insert(at) {
                begin.extend(self.edges.get(&at).into_iter().flatten().filter(|e| e.leads).map(|e| e.parent));
            }
        }
        changed
    }
}
