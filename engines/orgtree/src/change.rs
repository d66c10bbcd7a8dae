//! Changes to the tree, applied in the order they were recorded.

use std::collections::HashMap;

use codes::Day;

use crate::{Edge, Line, Node, Order, Succession, Tree, TreeError, check};

/// One step of a change. Steps that only together leave a whole tree (a move ends one edge and adds another) are applied
/// in one batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// A new node with its sort key; its number is [`Tree::len`].
    Found { node: Node, key: u64 },
    /// A new edge; it may lie in the past or the future.
    Add(Edge),
    /// The edge of `child` in `line` that begins on `from` ends with the day before `until`.
    End { line: Line, child: Node, from: Day, until: Day },
    /// The edge of `child` in `line` that begins on `from` was recorded in error and never held.
    Strike { line: Line, child: Node, from: Day },
    /// A node ended and stands at its successor.
    Succeed(Succession),
}

/// What a batch would make of the tree.
struct Draft<'a> {
    tree: &'a Tree,
    edges: HashMap<Node, Vec<Edge>>,
    keys: Vec<u64>,
    successions: HashMap<Node, Succession>,
}

impl Tree {
    /// Applies a batch of changes: all of them, visible to the next question, or none. What is asked meanwhile of a clone
    /// is answered by the old order.
    ///
    /// Costs about the number of edges it touches times the depth of the tree, whatever the size of the tree.
    ///
    /// # Errors
    /// [`TreeError`], if the batch names what is not there or leaves edges that do not make a tree on some day.
    pub fn apply(&mut self, batch: &[Change]) -> Result<(), TreeError> {
        let mut draft = Draft { tree: self, edges: HashMap::new(), keys: Vec::new(), successions: HashMap::new() };
        for change in batch {
            draft.take(change)?;
        }
        draft.check()?;
        let Draft { edges, keys, successions, .. } = draft;
        let known = self.snapshot.keys.len();
        let touches_known = edges.keys().any(|child| (*child as usize) < known);
        for (child, now) in edges {
            let before = self.edges_of(child).to_vec();
            self.overlay.touch(child, &before, now);
        }
        if touches_known {
            self.overlay.find_moved(&self.snapshot);
        }
        self.overlay.keys.extend(keys);
        self.overlay.successions.extend(successions);
        self.overlay.log.push(batch.to_vec());
        self.version += 1;
        Ok(())
    }
}

impl Draft<'_> {
    fn len(&self) -> usize {
        self.tree.len() + self.keys.len()
    }

    fn edges_of(&self, child: Node) -> &[Edge] {
        self.edges.get(&child).map_or_else(|| self.tree.edges_of(child), Vec::as_slice)
    }

    fn edges_mut(&mut self, child: Node) -> &mut Vec<Edge> {
        let tree = self.tree;
        self.edges.entry(child).or_insert_with(|| tree.edges_of(child).to_vec())
    }

    fn find(&mut self, line: Line, child: Node, from: Day) -> Result<(&mut Vec<Edge>, usize), TreeError> {
        let edges = self.edges_mut(child);
        match edges.iter().position(|edge| edge.line == line && edge.from == from) {
            Some(at) => Ok((edges, at)),
            None => Err(TreeError::NoSuchEdge { line, child, from }),
        }
    }

    fn take(&mut self, change: &Change) -> Result<(), TreeError> {
        match *change {
            Change::Found { node, key } => {
                let next = Node::try_from(self.len()).ok().filter(|next| *next < Node::MAX - 1);
                let next = next.ok_or(TreeError::TooMany)?;
                if node != next {
                    return Err(TreeError::NodeOutOfTurn { node, next });
                }
                self.keys.push(key);
            }
            Change::Add(edge) => self.edges_mut(edge.child).push(edge),
            Change::End { line, child, from, until } => {
                let (edges, at) = self.find(line, child, from)?;
                edges[at].until = until;
            }
            Change::Strike { line, child, from } => {
                let (edges, at) = self.find(line, child, from)?;
                edges.remove(at);
            }
            Change::Succeed(succession) => self.succeed(succession)?,
        }
        Ok(())
    }

    fn succession(&self, node: Node) -> Option<Succession> {
        self.successions.get(&node).copied().or_else(|| self.tree.succession(node))
    }

    fn succeed(&mut self, succession: Succession) -> Result<(), TreeError> {
        let Succession { node, successor, .. } = succession;
        if let Some(node) = [node, successor].into_iter().find(|node| *node as usize >= self.len()) {
            return Err(TreeError::UnknownNode { node });
        }
        if self.succession(node).is_some() {
            return Err(TreeError::TwoSuccessors { node });
        }
        let mut at = Some(successor);
        while let Some(next) = at {
            if next == node {
                return Err(TreeError::SuccessionCircle { node });
            }
            at = self.succession(next).map(|succession| succession.successor);
        }
        self.successions.insert(node, succession);
        Ok(())
    }

    /// Only touched children can break a rule, and every new circle passes through one of their edges.
    fn check(&mut self) -> Result<(), TreeError> {
        let nodes = self.len();
        let mut touched: Vec<Node> = self.edges.keys().copied().collect();
        touched.sort_unstable();
        for child in &touched {
            if let Some(edges) = self.edges.get_mut(child) {
                check::child(nodes, edges)?;
            }
        }
        for edge in touched.iter().flat_map(|child| self.edges_of(*child)) {
            check::circle_through(Order::Line(edge.line), nodes, edge, &|node| self.edges_of(node))?;
            if edge.leading {
                check::circle_through(Order::Leading, nodes, edge, &|node| self.edges_of(node))?;
            }
        }
        Ok(())
    }
}
