//! One order today: from the layout where nothing changed since, else by asking the changes beside it. Always exact.

use crate::layout::Layout;
use crate::overlay::{Moved, Overlay, moved_around};
use crate::{Kin, Node, Order, Tree};

/// Today's view of one order.
#[derive(Clone, Copy, Debug)]
pub struct Today<'a> {
    tree: &'a Tree,
    order: Order,
    layout: &'a Layout,
    /// The changes beside the layout; `None` if there are none.
    overlay: Option<&'a Overlay>,
    moved: &'a [Moved],
}

/// A node that stands elsewhere than in the layout.
struct Shift {
    node: Node,
    before: Option<Node>,
    now: Option<Node>,
}

impl<'a> Today<'a> {
    pub(crate) fn new(tree: &'a Tree, order: Order) -> Today<'a> {
        let overlay = (!tree.overlay.is_silent()).then_some(&tree.overlay);
        let moved = tree.overlay.moved.iter().find(|(of, _)| *of == order).map_or(&[][..], |(_, moved)| moved);
        Today { tree, order, layout: tree.snapshot.layout(order), overlay, moved }
    }

    /// The layout itself, if it is the whole truth: nothing was changed since it was made.
    pub fn laid_out(&self) -> Option<&'a Layout> {
        self.overlay.is_none().then_some(self.layout)
    }

    fn shifts(&self, overlay: &Overlay) -> Vec<Shift> {
        let shift = |node: Node| Shift { node, before: self.layout.parent(node), now: self.parent(node) };
        overlay.edges.keys().map(|node| shift(*node)).filter(|shift| shift.before != shift.now).collect()
    }

    /// What the layout says of the subtree of `node`, corrected for every node that has come or gone: when a node shifts,
    /// its whole run leaves whatever is above its old parent now and joins whatever is above its new one.
    fn corrected(&self, shifts: &[Shift], node: Node, count: impl Fn(Node) -> u32) -> i64 {
        let within = |parent: Option<Node>| i64::from(parent.is_some_and(|parent| self.is_within(parent, node)));
        shifts.iter().fold(i64::from(count(node)), |sum, shift| {
            sum + i64::from(count(shift.node)) * (within(shift.now) - within(shift.before))
        })
    }
}

impl Kin for Today<'_> {
    fn parent(&self, node: Node) -> Option<Node> {
        match self.overlay.and_then(|overlay| overlay.edges.get(&node)) {
            Some(edges) => self.order.parent_among(edges, self.tree.today()),
            None => self.layout.parent(node),
        }
    }

    fn children(&self, node: Node) -> Vec<Node> {
        let Some(touched) = self.overlay.and_then(|overlay| overlay.under.get(&node)) else {
            return self.layout.children(node);
        };
        let candidates = self.layout.children_iter(node).chain(touched.iter().copied());
        let mut children: Vec<Node> = candidates.filter(|child| self.parent(*child) == Some(node)).collect();
        children.sort_unstable_by_key(|child| (self.tree.key(*child), *child));
        children.dedup();
        children
    }

    #[inline]
    fn is_within(&self, node: Node, ancestor: Node) -> bool {
        if self.overlay.is_none() {
            return self.layout.is_within(node, ancestor);
        }
        // From moved run to moved run upwards; within one, and outside them all, the layout is right.
        let mut at = node;
        while at != ancestor {
            let leave = match self.layout.bounds(at) {
                None => at,
                Some((enter, _)) => match moved_around(self.moved, enter) {
                    None => return self.layout.is_within(at, ancestor),
                    Some(top) if self.layout.is_within(at, ancestor) && self.layout.is_within(ancestor, top) => {
                        return true;
                    }
                    Some(top) => top,
                },
            };
            match self.parent(leave) {
                Some(above) => at = above,
                None => return false,
            }
        }
        true
    }

    fn depth(&self, node: Node) -> u32 {
        match self.overlay {
            None => self.layout.depth(node),
            Some(_) => self.ancestors(node).count() as u32,
        }
    }

    fn subtree(&self, node: Node) -> Box<dyn Iterator<Item = Node> + '_> {
        if self.overlay.is_none() {
            return self.layout.subtree(node);
        }
        let mut waiting = vec![node];
        Box::new(std::iter::from_fn(move || {
            let next = waiting.pop()?;
            waiting.extend(self.children(next).into_iter().rev());
            Some(next)
        }))
    }

    fn subtree_len(&self, node: Node) -> u32 {
        match self.overlay {
            None => self.layout.subtree_len(node),
            Some(overlay) => self.corrected(&self.shifts(overlay), node, |n| self.layout.subtree_len(n)) as u32,
        }
    }

    fn leaves_count(&self, node: Node) -> u32 {
        let Some(overlay) = self.overlay else {
            return self.layout.leaves_count(node);
        };
        let shifts = self.shifts(overlay);
        let mut leaves = self.corrected(&shifts, node, |n| self.layout.leaves_count(n));
        // A leaf that was given a first child is none any more; a parent that lost its last one has become a leaf.
        let mut parents: Vec<Node> = shifts.iter().flat_map(|shift| [shift.before, shift.now]).flatten().collect();
        parents.sort_unstable();
        parents.dedup();
        for parent in parents.into_iter().filter(|parent| self.is_within(*parent, node)) {
            let was_leaf = self.layout.subtree_len(parent) == 1;
            let is_leaf = self.children(parent).is_empty();
            leaves += i64::from(is_leaf) - i64::from(was_leaf);
        }
        leaves as u32
    }
}
