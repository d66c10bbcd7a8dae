//! Why edges do not make a tree.

use codes::Day;

use crate::{Line, Node, Order};

/// The first fault found; nothing was built or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TreeError {
    /// A node that was never founded is named.
    #[error("node {node} is not known")]
    UnknownNode { node: Node },
    /// Nodes are founded in the order of their numbers.
    #[error("node {node} cannot be founded, the next is {next}")]
    NodeOutOfTurn { node: Node, next: Node },
    /// More nodes or edges than 2³² − 2.
    #[error("too many nodes or edges")]
    TooMany,
    /// An edge ends on or before the day it begins.
    #[error("the edge of {child} in line {line} from {from} holds on no day")]
    EmptyInterval { line: Line, child: Node, from: Day },
    #[error("{node} would stand under itself in line {line}")]
    ChildOfItself { line: Line, node: Node },
    #[error("{child} would have two parents in line {line} on {day}")]
    TwoParents { line: Line, child: Node, day: Day },
    /// The node has edges on that day, but none of them is leading.
    #[error("{child} would have no leading edge on {day}")]
    NoLeading { child: Node, day: Day },
    #[error("{child} would have two leading edges on {day}")]
    TwoLeading { child: Node, day: Day },
    /// Following parents from the node comes back to it on that day.
    #[error("{node} would stand above itself in {order} on {day}")]
    Circle { order: Order, node: Node, day: Day },
    /// There is no edge of this child in this line that begins on this day.
    #[error("{child} has no edge in line {line} from {from}")]
    NoSuchEdge { line: Line, child: Node, from: Day },
    #[error("{node} has a successor already")]
    TwoSuccessors { node: Node },
    #[error("the successors of {node} would come back to it")]
    SuccessionCircle { node: Node },
    /// A relaid tree can be adopted only by the tree it was made from.
    #[error("this tree was not laid out from the one that is to adopt it")]
    Foreign,
}
