//! The questions every order of the tree answers, be it laid out or walked.

use crate::Node;

/// One order on one day. Only [`Kin::parent`] and [`Kin::children`] need to be known; the rest follows by walking, and is
/// answered faster where the order is laid out.
///
/// Unknown nodes are answered like nodes that stand alone.
pub trait Kin {
    /// The node directly above; `None` for a root and for a node that stands alone.
    fn parent(&self, node: Node) -> Option<Node>;

    /// The nodes directly below, by the caller's sort key, then by number.
    fn children(&self, node: Node) -> Vec<Node>;

    /// From the parent up to the root.
    fn ancestors(&self, node: Node) -> impl Iterator<Item = Node> {
        std::iter::successors(self.parent(node), |above| self.parent(*above))
    }

    /// Whether `node` is `ancestor` or stands somewhere below it.
    fn is_within(&self, node: Node, ancestor: Node) -> bool {
        node == ancestor || self.ancestors(node).any(|above| above == ancestor)
    }

    /// How many nodes stand above.
    fn depth(&self, node: Node) -> u32 {
        self.ancestors(node).count() as u32
    }

    /// From the root down to `node`, both included.
    fn path(&self, node: Node) -> Vec<Node> {
        let mut path: Vec<Node> = std::iter::once(node).chain(self.ancestors(node)).collect();
        path.reverse();
        path
    }

    /// The lowest node that both are within; `None` if they have different roots.
    fn lowest_common_ancestor(&self, one: Node, other: Node) -> Option<Node> {
        let (one, other) = (self.path(one), self.path(other));
        one.iter().zip(&other).take_while(|(a, b)| a == b).last().map(|(a, _)| *a)
    }

    /// The child of `ancestor` that `node` is within; `None` if `node` is not below `ancestor`.
    fn child_toward(&self, ancestor: Node, node: Node) -> Option<Node> {
        let mut below = node;
        for above in self.ancestors(node) {
            if above == ancestor {
                return Some(below);
            }
            below = above;
        }
        None
    }

    /// `node` and everything below it, in pre-order: a parent before its children, siblings by the sort key.
    fn subtree(&self, node: Node) -> Box<dyn Iterator<Item = Node> + '_> {
        let mut waiting = vec![node];
        Box::new(std::iter::from_fn(move || {
            let next = waiting.pop()?;
            waiting.extend(self.children(next).into_iter().rev());
            Some(next)
        }))
    }

    /// How many nodes the subtree has, `node` included.
    fn subtree_len(&self, node: Node) -> u32 {
        self.subtree(node).count() as u32
    }

    /// How many nodes of the subtree have nothing below them; 1 for a leaf itself.
    fn leaves_count(&self, node: Node) -> u32 {
        self.subtree(node).filter(|below| self.children(*below).is_empty()).count() as u32
    }
}
