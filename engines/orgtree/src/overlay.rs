//! Changes recorded since the last layout, small enough to be asked on every question.

use std::collections::HashMap;

use codes::Day;

use crate::snapshot::Snapshot;
use crate::{Change, Edge, Kin, Node, Order, Succession};

/// A run of the layout whose node stands elsewhere by now, and takes the run along.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moved {
    pub(crate) node: Node,
    enter: u32,
    exit: u32,
    /// The place in the list of the moved run around this one.
    around: Option<usize>,
}

/// The innermost of `moved` (one order's) that the place in pre-order lies in.
pub(crate) fn moved_around(moved: &[Moved], place: u32) -> Option<Node> {
    let mut at = moved.partition_point(|run| run.enter <= place).checked_sub(1);
    while let Some(run) = at.map(|at| &moved[at]) {
        if place < run.exit {
            return Some(run.node);
        }
        at = run.around;
    }
    None
}

/// What differs from the snapshot below it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Overlay {
    /// All edges of every child that was touched, in place of the snapshot's.
    pub(crate) edges: HashMap<Node, Vec<Edge>>,
    /// For every node that touched children stand under, or stood under before they were touched, on any day: these
    /// children. Whoever is not in here has the children that the snapshot says.
    pub(crate) under: HashMap<Node, Vec<Node>>,
    /// Sort keys of the nodes founded since.
    pub(crate) keys: Vec<u64>,
    pub(crate) successions: HashMap<Node, Succession>,
    /// By order, the runs of the layout that are not where they were.
    pub(crate) moved: Vec<(Order, Vec<Moved>)>,
    /// The batches applied since the snapshot, in recorded order.
    pub(crate) log: Vec<Vec<Change>>,
}

impl Overlay {
    /// Whether every question about edges is answered by the snapshot alone.
    pub(crate) fn is_silent(&self) -> bool {
        self.edges.is_empty()
    }

    /// Takes over the edges of a touched child; `before` are those it had so far.
    pub(crate) fn touch(&mut self, child: Node, before: &[Edge], now: Vec<Edge>) {
        for edge in before.iter().chain(&now) {
            let under = self.under.entry(edge.parent).or_default();
            if !under.contains(&child) {
                under.push(child);
            }
        }
        self.edges.insert(child, now);
    }

    /// Finds the moved runs again, after edges of nodes that the snapshot knows were touched.
    pub(crate) fn find_moved(&mut self, snapshot: &Snapshot) {
        let orders = std::iter::once(Order::Leading).chain(snapshot.lines().map(Order::Line));
        self.moved = orders.map(|order| (order, self.moved_in(snapshot, order, snapshot.today))).collect();
    }

    fn moved_in(&self, snapshot: &Snapshot, order: Order, today: Day) -> Vec<Moved> {
        let layout = snapshot.layout(order);
        let mut moved: Vec<Moved> = self
            .edges
            .iter()
            .filter(|(node, edges)| order.parent_among(edges, today) != layout.parent(**node))
            .filter_map(|(node, _)| layout.bounds(*node).map(|bounds| (*node, bounds)))
            .map(|(node, (enter, exit))| Moved { node, enter, exit, around: None })
            .collect();
        moved.sort_unstable_by_key(|run| run.enter);
        for at in 1..moved.len() {
            let enter = moved[at].enter;
            let mut around = Some(at - 1);
            while let Some(outer) = around.filter(|outer| moved[*outer].exit <= enter) {
                around = moved[outer].around;
            }
            moved[at].around = around;
        }
        moved
    }
}
