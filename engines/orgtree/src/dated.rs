//! One order on any day, answered by walking the dated edges.

use codes::Day;

use crate::{Kin, Node, Order, Tree};

/// A day's order that is not laid out. Good for a few questions; see [`Tree::view_at`] for many.
#[derive(Clone, Copy, Debug)]
pub struct Dated<'a> {
    tree: &'a Tree,
    order: Order,
    day: Day,
}

impl<'a> Dated<'a> {
    pub(crate) fn new(tree: &'a Tree, order: Order, day: Day) -> Dated<'a> {
        Dated { tree, order, day }
    }

    pub fn day(&self) -> Day {
        self.day
    }
}

impl Kin for Dated<'_> {
    fn parent(&self, node: Node) -> Option<Node> {
        self.order.parent_among(self.tree.edges_of(node), self.day)
    }

    fn children(&self, node: Node) -> Vec<Node> {
        let touched = self.tree.overlay.under.get(&node).map_or(&[][..], Vec::as_slice);
        let candidates = self.tree.snapshot.ever_under(node).iter().chain(touched).copied();
        let mut children: Vec<Node> = candidates.filter(|child| self.parent(*child) == Some(node)).collect();
        children.sort_unstable_by_key(|child| (self.tree.key(*child), *child));
        children.dedup();
        children
    }
}
