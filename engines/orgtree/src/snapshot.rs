//! The whole tree at one moment of recording: all dated edges, and each order laid out for one day.

use std::sync::Arc;

use codes::Day;

use crate::layout::{Keys, Layout};
use crate::{Edge, Line, Node, Order, Succession, TreeError, check};

#[derive(Debug)]
pub(crate) struct Snapshot {
    pub(crate) today: Day,
    pub(crate) keys: Keys,
    /// All edges by child, then line, then day.
    edges: Vec<Edge>,
    /// The edges of a node are `first[node]..first[node + 1]`.
    first: Vec<u32>,
    /// Whoever stood under a node in any line on any day, the same way; one may occur several times.
    children: Vec<Node>,
    first_child: Vec<u32>,
    /// By node.
    pub(crate) successions: Vec<Succession>,
    leading: Arc<Layout>,
    /// By line.
    lines: Vec<(Line, Arc<Layout>)>,
    empty: Layout,
}

impl Snapshot {
    pub(crate) fn build(
        keys: Vec<u64>,
        edges: Vec<Edge>,
        mut successions: Vec<Succession>,
        today: Day,
    ) -> Result<Snapshot, TreeError> {
        let nodes = keys.len();
        if nodes >= u32::MAX as usize || edges.len() >= u32::MAX as usize {
            return Err(TreeError::TooMany);
        }
        let (mut edges, first) = by_child(nodes, edges)?;
        for bounds in first.windows(2) {
            if bounds[0] < bounds[1] {
                check::child(nodes, &mut edges[bounds[0] as usize..bounds[1] as usize])?;
            }
        }
        successions.sort_unstable_by_key(|succession| succession.node);
        check_successions(nodes, &successions)?;

        let (children, first_child) = by_parent(nodes, &edges);
        let keys = Keys::new(keys);
        let edges_of = |node: Node| &edges[first[node as usize] as usize..first[node as usize + 1] as usize];
        let lay = |order: Order, followed: &[u32]| -> Result<Arc<Layout>, TreeError> {
            check::circles(order, nodes, &edges, followed, edges_of)?;
            let pairs: Vec<(Node, Node)> = followed
                .iter()
                .map(|at| &edges[*at as usize])
                .filter(|edge| edge.holds_on(today))
                .map(|edge| (edge.child, edge.parent))
                .collect();
            Ok(Arc::new(Layout::lay(&keys, &pairs)))
        };
        let leading_edges: Vec<u32> = (0u32..).zip(&edges).filter(|(_, edge)| edge.leading).map(|(at, _)| at).collect();
        let leading = lay(Order::Leading, &leading_edges)?;
        let mut lines = Vec::new();
        for (line, followed) in by_line(&edges) {
            // Where every edge of the only line leads, the line is the leading order.
            let layout = if followed == leading_edges { leading.clone() } else { lay(Order::Line(line), &followed)? };
            lines.push((line, layout));
        }
        Ok(Snapshot { today, keys, edges, first, children, first_child, successions, leading, lines, empty: Layout::empty() })
    }

    /// All edges of a child; none for a node founded later.
    pub(crate) fn edges_of(&self, child: Node) -> &[Edge] {
        run(&self.edges, &self.first, child)
    }

    /// Whoever ever stood under `parent`; one may occur several times.
    pub(crate) fn ever_under(&self, parent: Node) -> &[Node] {
        run(&self.children, &self.first_child, parent)
    }

    pub(crate) fn edges(&self) -> &[Edge] {
        &self.edges
    }

    pub(crate) fn lines(&self) -> impl Iterator<Item = Line> {
        self.lines.iter().map(|(line, _)| *line)
    }

    pub(crate) fn layout(&self, order: Order) -> &Layout {
        match order {
            Order::Leading => &self.leading,
            Order::Line(line) => match self.lines.binary_search_by_key(&line, |(line, _)| *line) {
                Ok(at) => &self.lines[at].1,
                Err(_) => &self.empty,
            },
        }
    }

    pub(crate) fn succession(&self, node: Node) -> Option<Succession> {
        let at = self.successions.binary_search_by_key(&node, |succession| succession.node).ok()?;
        Some(self.successions[at])
    }
}

fn run<'a, T>(all: &'a [T], first: &[u32], node: Node) -> &'a [T] {
    match (first.get(node as usize), first.get(node as usize + 1)) {
        (Some(from), Some(until)) => &all[*from as usize..*until as usize],
        _ => &[],
    }
}

/// Sorts by counting, which at millions of edges is several times faster than by comparing.
fn by_child(nodes: usize, edges: Vec<Edge>) -> Result<(Vec<Edge>, Vec<u32>), TreeError> {
    let mut first = vec![0u32; nodes + 1];
    for edge in &edges {
        let slot = first.get_mut(edge.child as usize + 1).ok_or(TreeError::UnknownNode { node: edge.child })?;
        *slot += 1;
    }
    for node in 1..first.len() {
        first[node] += first[node - 1];
    }
    if edges.is_sorted_by_key(|edge| edge.child) {
        return Ok((edges, first));
    }
    let mut next = first.clone();
    let mut sorted = edges.clone();
    for edge in edges {
        let slot = &mut next[edge.child as usize];
        sorted[*slot as usize] = edge;
        *slot += 1;
    }
    Ok((sorted, first))
}

fn by_parent(nodes: usize, edges: &[Edge]) -> (Vec<Node>, Vec<u32>) {
    // Counted two places ahead, so that filling moves each beginning to where it belongs.
    let mut first = vec![0u32; nodes + 2];
    for edge in edges {
        first[edge.parent as usize + 2] += 1;
    }
    for node in 2..first.len() {
        first[node] += first[node - 1];
    }
    let mut children = vec![0; edges.len()];
    for edge in edges {
        let slot = &mut first[edge.parent as usize + 1];
        children[*slot as usize] = edge.child;
        *slot += 1;
    }
    (children, first)
}

/// The lines that occur, in order, each with the indexes of its edges.
fn by_line(edges: &[Edge]) -> Vec<(Line, Vec<u32>)> {
    let mut counts = vec![0usize; usize::from(Line::MAX) + 1];
    for edge in edges {
        counts[usize::from(edge.line)] += 1;
    }
    let mut slots = vec![0; counts.len()];
    let mut lines: Vec<(Line, Vec<u32>)> = Vec::new();
    for (line, count) in (0..=Line::MAX).zip(&counts).filter(|(_, count)| **count > 0) {
        slots[usize::from(line)] = lines.len();
        lines.push((line, Vec::with_capacity(*count)));
    }
    for (at, edge) in (0u32..).zip(edges) {
        lines[slots[usize::from(edge.line)]].1.push(at);
    }
    lines
}

/// One successor a node, all known, no circles; `successions` are sorted by node.
fn check_successions(nodes: usize, successions: &[Succession]) -> Result<(), TreeError> {
    for succession in successions {
        if let Some(node) = [succession.node, succession.successor].into_iter().find(|node| *node as usize >= nodes) {
            return Err(TreeError::UnknownNode { node });
        }
    }
    if let Some(pair) = successions.windows(2).find(|pair| pair[0].node == pair[1].node) {
        return Err(TreeError::TwoSuccessors { node: pair[0].node });
    }
    // Each way is walked once: by which start, if by any, a row was reached first.
    let mut reached_by = vec![u32::MAX; successions.len()];
    for start in 0..successions.len() {
        let mut at = start;
        while reached_by[at] == u32::MAX {
            reached_by[at] = start as u32;
            let successor = successions[at].successor;
            match successions.binary_search_by_key(&successor, |succession| succession.node) {
                Ok(next) if reached_by[next] == start as u32 => {
                    return Err(TreeError::SuccessionCircle { node: successor });
                }
                Ok(next) => at = next,
                Err(_) => break,
            }
        }
    }
    Ok(())
}
