//! What the tree is made of.

use std::fmt;

use codes::Day;

/// A dense index from 0, given out by the caller in the order of founding.
pub type Node = u32;

/// A line of edges: the regions, the railways, finance …
pub type Line = u16;

/// `child` stands under `parent` in `line` from the day `from` until the day before `until` ([`Day::OPEN`]: still).
/// Totals follow the edge if it is `leading`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Edge {
    pub line: Line,
    pub child: Node,
    pub parent: Node,
    pub from: Day,
    pub until: Day,
    pub leading: bool,
}

impl Edge {
    pub fn holds_on(&self, day: Day) -> bool {
        self.from <= day && day < self.until
    }
}

/// `node` ended and stands at `successor` from the day `from` on: the survivor of a merge, the main successor of a
/// split, the parent after a closing. It says nothing of edges: ending them is a change of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Succession {
    pub node: Node,
    pub successor: Node,
    pub from: Day,
}

/// Which edges are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Order {
    /// The leading edge of each day, whatever its line: totals add up along this order.
    Leading,
    /// One line alone.
    Line(Line),
}

impl Order {
    pub(crate) fn follows(self, edge: &Edge) -> bool {
        match self {
            Order::Leading => edge.leading,
            Order::Line(line) => edge.line == line,
        }
    }

    /// The parent that `edges` (all of one child) give on a day.
    pub(crate) fn parent_among(self, edges: &[Edge], day: Day) -> Option<Node> {
        edges.iter().find(|edge| self.follows(edge) && edge.holds_on(day)).map(|edge| edge.parent)
    }
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Order::Leading => f.write_str("the leading order"),
            Order::Line(line) => write!(f, "line {line}"),
        }
    }
}
