//! The tree: an immutable snapshot shared by all clones, and the changes since.

use std::sync::Arc;

use codes::Day;

use crate::layout::{Keys, Layout};
use crate::overlay::Overlay;
use crate::snapshot::Snapshot;
use crate::{Dated, Edge, Line, Node, Order, Succession, Today, TreeError};

/// The federation. Cloning is cheap (the snapshot is shared), so a reader keeps its clone while a writer changes its own
/// and puts it in the reader's place.
///
/// Two speeds: [`Tree::apply`] makes a change visible within microseconds, by asking the changes beside the snapshot;
/// [`Tree::relay`] lays everything out anew, in about a second for millions of nodes, and is the caller's to run in the
/// background, after many changes and when the day turns; [`Tree::adopt`] brings the two together.
#[derive(Clone, Debug)]
pub struct Tree {
    pub(crate) snapshot: Arc<Snapshot>,
    pub(crate) overlay: Overlay,
    pub(crate) version: u64,
}

impl Tree {
    /// Builds the tree of as many nodes as there are sort keys, from edges in any order, and lays it out for `today`.
    /// Children stand by their key, then by their number.
    ///
    /// # Errors
    /// [`TreeError`], if the edges or successions do not make a tree on every day.
    pub fn build(keys: Vec<u64>, edges: Vec<Edge>, successions: Vec<Succession>, today: Day) -> Result<Tree, TreeError> {
        let snapshot = Snapshot::build(keys, edges, successions, today)?;
        Ok(Tree { snapshot: Arc::new(snapshot), overlay: Overlay::default(), version: 0 })
    }

    /// The day that [`Tree::leading`] and [`Tree::line`] answer for.
    pub fn today(&self) -> Day {
        self.snapshot.today
    }

    /// How many nodes were ever founded; also the number of the next one.
    pub fn len(&self) -> usize {
        self.snapshot.keys.len() + self.overlay.keys.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many batches were applied since [`Tree::build`].
    pub fn version(&self) -> u64 {
        self.version
    }

    /// How many batches were applied since the last layout: the caller's measure of when to relay.
    pub fn pending(&self) -> usize {
        self.overlay.log.len()
    }

    /// The lines that have an edge on any day, ascending.
    pub fn lines(&self) -> Vec<Line> {
        let new = self.overlay.edges.values().flatten().map(|edge| edge.line);
        let mut lines: Vec<Line> = self.snapshot.lines().chain(new).collect();
        lines.sort_unstable();
        lines.dedup();
        lines
    }

    /// Today's leading order.
    pub fn leading(&self) -> Today<'_> {
        self.order(Order::Leading)
    }

    /// One line today.
    pub fn line(&self, line: Line) -> Today<'_> {
        self.order(Order::Line(line))
    }

    /// Any order today.
    pub fn order(&self, order: Order) -> Today<'_> {
        Today::new(self, order)
    }

    /// Any order on any day, answered by walking dated edges; for bulk work see [`Tree::view_at`].
    pub fn at(&self, order: Order, day: Day) -> Dated<'_> {
        Dated::new(self, order, day)
    }

    /// Any order on any day, laid out: as fast to ask as today's, a tenth of a second to make for millions of nodes.
    pub fn view_at(&self, order: Order, day: Day) -> Layout {
        let pairs: Vec<(Node, Node)> =
            self.edges().filter(|edge| order.follows(edge) && edge.holds_on(day)).map(|edge| (edge.child, edge.parent)).collect();
        if self.overlay.keys.is_empty() {
            Layout::lay(&self.snapshot.keys, &pairs)
        } else {
            Layout::lay(&Keys::new(self.all_keys()), &pairs)
        }
    }

    /// All edges of a child on all days, by line, then day.
    pub fn edges_of(&self, child: Node) -> &[Edge] {
        match self.overlay.edges.get(&child) {
            Some(edges) => edges,
            None => self.snapshot.edges_of(child),
        }
    }

    /// Every edge there is, in no order to rely on.
    pub fn edges(&self) -> impl Iterator<Item = &Edge> {
        let silent = self.overlay.is_silent();
        let kept = move |edge: &&Edge| silent || !self.overlay.edges.contains_key(&edge.child);
        self.snapshot.edges().iter().filter(kept).chain(self.overlay.edges.values().flatten())
    }

    /// Where a node stands today: itself, or if it ended, its successor, or that one's.
    pub fn today_node(&self, node: Node) -> Node {
        self.node_on(node, self.today())
    }

    /// Where a node stands on a day, by the successions that began by then.
    pub fn node_on(&self, node: Node, day: Day) -> Node {
        let mut stands = node;
        // Successors never run in a circle, so this ends.
        while let Some(succession) = self.succession(stands).filter(|succession| succession.from <= day) {
            stands = succession.successor;
        }
        stands
    }

    pub(crate) fn succession(&self, node: Node) -> Option<Succession> {
        self.overlay.successions.get(&node).copied().or_else(|| self.snapshot.succession(node))
    }

    /// The sort key a node was given.
    pub(crate) fn key(&self, node: Node) -> u64 {
        match (node as usize).checked_sub(self.snapshot.keys.len()) {
            Some(new) => self.overlay.keys.get(new).copied().unwrap_or(u64::MAX),
            None => self.snapshot.keys.get(node),
        }
    }

    fn all_keys(&self) -> Vec<u64> {
        [self.snapshot.keys.all(), &self.overlay.keys].concat()
    }

    /// The same tree with everything applied so far laid out anew, for `today`; this one goes on serving meanwhile.
    ///
    /// # Errors
    /// As [`Tree::build`]; none is to be expected, since every change was checked.
    pub fn relay(&self, today: Day) -> Result<Tree, TreeError> {
        let successions = self.snapshot.successions.iter().chain(self.overlay.successions.values());
        let snapshot = Snapshot::build(self.all_keys(), self.edges().copied().collect(), successions.copied().collect(), today)?;
        Ok(Tree { snapshot: Arc::new(snapshot), overlay: Overlay::default(), version: self.version })
    }

    /// Goes over to a layout that [`Tree::relay`] made of an earlier clone of this tree, and applies to it what came since.
    ///
    /// # Errors
    /// [`TreeError::Foreign`] if `relaid` is ahead of this tree or behind its last layout; then this tree is unchanged.
    pub fn adopt(&mut self, mut relaid: Tree) -> Result<(), TreeError> {
        let since = self.version.checked_sub(relaid.version).ok_or(TreeError::Foreign)?;
        let known = (self.overlay.log.len() as u64).checked_sub(since).ok_or(TreeError::Foreign)?;
        for batch in &self.overlay.log[known as usize..] {
            relaid.apply(batch)?;
        }
        *self = relaid;
        Ok(())
    }
}
