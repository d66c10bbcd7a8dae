//! One order on one day in pre-order arrays: a subtree is a run, so "within" is two comparisons.
//!
//! A layout never changes; a change makes a new one.

use crate::{Kin, Node};

const NONE: u32 = u32::MAX;

/// A line with fewer than one edge per this many nodes is indexed by search instead of by one slot for every node.
const SPARSE: usize = 8;

/// The run of a subtree: its places in pre-order are `enter..exit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    enter: u32,
    exit: u32,
}

/// Chosen so that both comparisons of "within" fail without asking whether the node is there.
const ABSENT: Span = Span { enter: NONE, exit: 0 };

/// The nodes' sort keys and the order they give.
#[derive(Clone, Debug)]
pub(crate) struct Keys {
    keys: Vec<u64>,
    /// All nodes by key; `None` if that is the order of their numbers.
    order: Option<Vec<Node>>,
}

impl Keys {
    pub(crate) fn new(keys: Vec<u64>) -> Keys {
        let order = (!keys.is_sorted()).then(|| {
            let mut order: Vec<(u64, Node)> = keys.iter().copied().zip(0..).collect();
            order.sort_unstable();
            order.into_iter().map(|(_, node)| node).collect()
        });
        Keys { keys, order }
    }

    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }

    pub(crate) fn all(&self) -> &[u64] {
        &self.keys
    }

    pub(crate) fn get(&self, node: Node) -> u64 {
        self.keys.get(node as usize).copied().unwrap_or(u64::MAX)
    }
}

/// Which nodes an order concerns, numbered from 0 without gaps.
pub(crate) enum Members {
    All(usize),
    Few(Vec<Node>),
}

impl Members {
    /// Of `nodes` nodes, those that occur in these pairs.
    pub(crate) fn of(nodes: usize, pairs: &[(Node, Node)]) -> Members {
        if pairs.len() * SPARSE >= nodes {
            return Members::All(nodes);
        }
        let mut few: Vec<Node> = pairs.iter().flat_map(|(child, parent)| [*child, *parent]).collect();
        few.sort_unstable();
        few.dedup();
        Members::Few(few)
    }

    pub(crate) fn len(&self) -> usize {
        match self {
            Members::All(nodes) => *nodes,
            Members::Few(few) => few.len(),
        }
    }

    /// The number of a node that is among them.
    pub(crate) fn place(&self, node: Node) -> usize {
        match self {
            Members::All(_) => node as usize,
            Members::Few(few) => few.partition_point(|other| *other < node),
        }
    }

    pub(crate) fn node(&self, place: usize) -> Node {
        match self {
            Members::All(_) => place as Node,
            Members::Few(few) => few[place],
        }
    }

    fn by_key(&self, keys: &Keys) -> Option<Vec<u32>> {
        match self {
            Members::All(_) => keys.order.clone(),
            Members::Few(few) => {
                let mut places: Vec<u32> = (0..few.len() as u32).collect();
                places.sort_unstable_by_key(|place| (keys.get(few[*place as usize]), *place));
                Some(places)
            }
        }
    }
}

/// One order on one day; see the crate's description for nodes that stand alone.
#[derive(Debug)]
pub struct Layout {
    /// The nodes behind `spans`, ascending; `None` if there is a span for every node.
    few: Option<Vec<Node>>,
    spans: Vec<Span>,
    /// Nodes in pre-order.
    nodes: Vec<Node>,
    /// By place in pre-order: the place of the parent.
    parents: Vec<u32>,
    depths: Vec<u32>,
    /// By place in pre-order: how many leaves stand before it; one more at the end.
    leaves: Vec<u32>,
}

impl Layout {
    pub(crate) fn empty() -> Layout {
        Layout {
            few: Some(Vec::new()),
            spans: Vec::new(),
            nodes: Vec::new(),
            parents: Vec::new(),
            depths: Vec::new(),
            leaves: vec![0],
        }
    }

    /// Lays out the `(child, parent)` pairs of one day. Each child occurs once, and they do not run in a circle: both is
    /// checked before.
    pub(crate) fn lay(keys: &Keys, pairs: &[(Node, Node)]) -> Layout {
        let members = Members::of(keys.len(), pairs);
        let count = members.len();
        let mut parent = vec![NONE; count];
        // first[p]..first[p + 1] will be the children of p in `children`; counted one place ahead, filled from there.
        let mut first = vec![0u32; count + 2];
        for (child, above) in pairs {
            let above = members.place(*above);
            parent[members.place(*child)] = above as u32;
            first[above + 2] += 1;
        }
        for place in 2..first.len() {
            first[place] += first[place - 1];
        }
        let by_key = members.by_key(keys);
        let in_order = |at: usize| by_key.as_ref().map_or(at, |order| order[at] as usize);
        let mut children = vec![0u32; pairs.len()];
        for at in 0..count {
            let place = in_order(at);
            if parent[place] != NONE {
                let slot = &mut first[parent[place] as usize + 1];
                children[*slot as usize] = place as u32;
                *slot += 1;
            }
        }
        let below = |place: usize| first[place] as usize..first[place + 1] as usize;

        let mut spans = vec![ABSENT; count];
        let mut nodes = Vec::with_capacity(pairs.len() + 1);
        let mut parents = Vec::with_capacity(pairs.len() + 1);
        let mut depths: Vec<u32> = Vec::with_capacity(pairs.len() + 1);
        let mut waiting: Vec<u32> = Vec::new();
        for at in 0..count {
            let root = in_order(at);
            if parent[root] != NONE || below(root).is_empty() {
                continue;
            }
            waiting.push(root as u32);
            while let Some(place) = waiting.pop() {
                let place = place as usize;
                spans[place].enter = nodes.len() as u32;
                let above = if parent[place] == NONE { NONE } else { spans[parent[place] as usize].enter };
                depths.push(if above == NONE { 0 } else { depths[above as usize] + 1 });
                parents.push(above);
                // The number among the members for now; the pass below needs it to reach the span.
                nodes.push(place as u32);
                waiting.extend(children[below(place)].iter().rev());
            }
        }

        let mut lengths = vec![1u32; nodes.len()];
        for at in (0..nodes.len()).rev() {
            if parents[at] != NONE {
                lengths[parents[at] as usize] += lengths[at];
            }
        }
        let mut leaves = Vec::with_capacity(nodes.len() + 1);
        leaves.push(0);
        let mut leaves_before = 0;
        for (at, node) in nodes.iter_mut().enumerate() {
            let place = *node as usize;
            spans[place].exit = at as u32 + lengths[at];
            leaves_before += u32::from(lengths[at] == 1);
            leaves.push(leaves_before);
            *node = members.node(place);
        }
        let few = match members {
            Members::All(_) => None,
            Members::Few(few) => Some(few),
        };
        Layout { few, spans, nodes, parents, depths, leaves }
    }

    #[inline]
    fn span(&self, node: Node) -> Span {
        let place = match &self.few {
            None => node as usize,
            Some(few) => match few.binary_search(&node) {
                Ok(place) => place,
                Err(_) => return ABSENT,
            },
        };
        self.spans.get(place).copied().unwrap_or(ABSENT)
    }

    /// The subtree as a slice in pre-order, for bulk work; empty if the node stands alone.
    pub fn run(&self, node: Node) -> &[Node] {
        let span = self.span(node);
        if span == ABSENT { &[] } else { &self.nodes[span.enter as usize..span.exit as usize] }
    }

    /// All nodes that have an edge above or below them, in pre-order, root after root.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The place in pre-order and the end of the subtree's run; `None` if the node stands alone. For sums over many
    /// subtrees at once: a running total over [`Layout::nodes`], taken at both.
    pub fn bounds(&self, node: Node) -> Option<(u32, u32)> {
        let span = self.span(node);
        (span != ABSENT).then_some((span.enter, span.exit))
    }

    /// The nodes with nothing above them but something below, by the sort key.
    pub fn roots(&self) -> Vec<Node> {
        self.siblings(0, self.nodes.len() as u32).collect()
    }

    pub(crate) fn children_iter(&self, node: Node) -> impl Iterator<Item = Node> {
        let span = self.span(node);
        self.siblings(span.enter.saturating_add(1), span.exit)
    }

    fn siblings(&self, from: u32, until: u32) -> impl Iterator<Item = Node> {
        let mut at = from;
        std::iter::from_fn(move || {
            if at >= until {
                return None;
            }
            let node = self.nodes[at as usize];
            at = self.span(node).exit;
            Some(node)
        })
    }
}

impl Kin for Layout {
    fn parent(&self, node: Node) -> Option<Node> {
        let above = *self.parents.get(self.span(node).enter as usize)?;
        self.nodes.get(above as usize).copied()
    }

    fn children(&self, node: Node) -> Vec<Node> {
        self.children_iter(node).collect()
    }

    #[inline]
    fn is_within(&self, node: Node, ancestor: Node) -> bool {
        let (inner, outer) = (self.span(node), self.span(ancestor));
        (outer.enter <= inner.enter && inner.enter < outer.exit) || node == ancestor
    }

    fn depth(&self, node: Node) -> u32 {
        self.depths.get(self.span(node).enter as usize).copied().unwrap_or(0)
    }

    fn lowest_common_ancestor(&self, one: Node, other: Node) -> Option<Node> {
        std::iter::successors(Some(one), |above| self.parent(*above)).find(|above| self.is_within(other, *above))
    }

    fn subtree(&self, node: Node) -> Box<dyn Iterator<Item = Node> + '_> {
        let run = self.run(node);
        if run.is_empty() { Box::new(std::iter::once(node)) } else { Box::new(run.iter().copied()) }
    }

    fn subtree_len(&self, node: Node) -> u32 {
        let span = self.span(node);
        if span == ABSENT { 1 } else { span.exit - span.enter }
    }

    fn leaves_count(&self, node: Node) -> u32 {
        let span = self.span(node);
        if span == ABSENT { 1 } else { self.leaves[span.exit as usize] - self.leaves[span.enter as usize] }
    }
}
