//! What makes edges a tree on every day, checked child by child and circle by circle.

use codes::Day;

use crate::layout::Members;
use crate::{Edge, Node, Order, TreeError};

/// Checks the edges of one child by themselves and puts them in order of line and day.
pub(crate) fn child(nodes: usize, edges: &mut [Edge]) -> Result<(), TreeError> {
    for edge in edges.iter() {
        alone(nodes, edge)?;
    }
    if let [edge] = edges {
        return if edge.leading { Ok(()) } else { Err(TreeError::NoLeading { child: edge.child, day: edge.from }) };
    }
    edges.sort_unstable_by_key(|edge| (edge.line, edge.from));
    for pair in edges.windows(2) {
        if pair[0].line == pair[1].line && pair[1].from < pair[0].until {
            return Err(TreeError::TwoParents { line: pair[0].line, child: pair[0].child, day: pair[1].from });
        }
    }
    leading(edges)
}

fn alone(nodes: usize, edge: &Edge) -> Result<(), TreeError> {
    if let Some(node) = [edge.child, edge.parent].into_iter().find(|node| *node as usize >= nodes) {
        return Err(TreeError::UnknownNode { node });
    }
    if edge.until <= edge.from {
        return Err(TreeError::EmptyInterval { line: edge.line, child: edge.child, from: edge.from });
    }
    if edge.child == edge.parent {
        return Err(TreeError::ChildOfItself { line: edge.line, node: edge.child });
    }
    Ok(())
}

/// Exactly one leading edge on every day that has an edge: the leading ones do not overlap and cover all others.
fn leading(edges: &[Edge]) -> Result<(), TreeError> {
    let mut leading: Vec<&Edge> = edges.iter().filter(|edge| edge.leading).collect();
    leading.sort_unstable_by_key(|edge| edge.from);
    for pair in leading.windows(2) {
        if pair[1].from < pair[0].until {
            return Err(TreeError::TwoLeading { child: pair[0].child, day: pair[1].from });
        }
    }
    for edge in edges.iter().filter(|edge| !edge.leading) {
        let mut covered = edge.from;
        for leader in &leading {
            if leader.from <= covered && covered < leader.until {
                covered = leader.until;
            }
        }
        if covered < edge.until {
            return Err(TreeError::NoLeading { child: edge.child, day: covered });
        }
    }
    Ok(())
}

/// Finds a day on which `order` runs in a circle. `followed` are the indexes of the edges it follows; `edges_of` gives
/// all edges of a child.
pub(crate) fn circles<'a>(
    order: Order,
    nodes: usize,
    edges: &'a [Edge],
    followed: &[u32],
    edges_of: impl Fn(Node) -> &'a [Edge],
) -> Result<(), TreeError> {
    let pairs: Vec<(Node, Node)> = followed.iter().map(|at| &edges[*at as usize]).map(|edge| (edge.child, edge.parent)).collect();
    let members = Members::of(nodes, &pairs);
    // Leave the dates aside and take away, again and again, whatever has nothing below it. What remains stands on or
    // above a circle of edges that may or may not hold on the same day: only there the days are compared.
    const TAKEN: u32 = u32::MAX;
    let mut below = vec![0u32; members.len()];
    for (_, parent) in &pairs {
        below[members.place(*parent)] += 1;
    }
    let mut bare: Vec<usize> = Vec::new();
    for start in 0..members.len() {
        if below[start] != 0 {
            continue;
        }
        bare.push(start);
        while let Some(place) = bare.pop() {
            below[place] = TAKEN;
            for edge in edges_of(members.node(place)).iter().filter(|edge| order.follows(edge)) {
                let above = members.place(edge.parent);
                below[above] -= 1;
                if below[above] == 0 {
                    bare.push(above);
                }
            }
        }
    }
    for at in followed {
        let edge = &edges[*at as usize];
        if below[members.place(edge.child)] != TAKEN {
            circle_through(order, nodes, edge, &edges_of)?;
        }
    }
    Ok(())
}

/// Follows parents from `edge`'s parent through all days of the edge and looks for its child.
pub(crate) fn circle_through<'a>(
    order: Order,
    nodes: usize,
    edge: &Edge,
    edges_of: &impl Fn(Node) -> &'a [Edge],
) -> Result<(), TreeError> {
    let mut waiting: Vec<(Node, Day, Day, usize)> = vec![(edge.parent, edge.from, edge.until, 0)];
    while let Some((node, from, until, steps)) = waiting.pop() {
        // More steps than nodes: the way has entered a circle that this edge is not part of.
        if node == edge.child || steps > nodes {
            return Err(TreeError::Circle { order, node, day: from });
        }
        for above in edges_of(node).iter().filter(|above| order.follows(above)) {
            let (from, until) = (from.max(above.from), until.min(above.until));
            if from < until {
                waiting.push((above.parent, from, until, steps + 1));
            }
        }
    }
    Ok(())
}
