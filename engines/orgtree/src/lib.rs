//! The federation as a dated tree with parallel lines.
//!
//! Nodes are dense numbers handed in by the caller; what a node is called or may do is unknown here. Edges are dated and
//! belong to a line; one parent per line and day, and on every day exactly one of a node's edges is *leading*. A
//! [`Tree`] answers for one chosen day ("today") from pre-order arrays, where "in the subtree of" is two comparisons,
//! and for any other day by walking the dated edges.
//!
//! What holds at all times, because [`Tree::build`] and [`Tree::apply`] refuse everything else:
//! - in each line a node has at most one parent on a day, and lines never run in a circle on any day, nor does the
//!   order made of the leading edges;
//! - on each day on which a node has an edge at all, exactly one of its edges is leading;
//! - successors never run in a circle.
//!
//! A node without an edge on a day stands alone on that day: it is its own root, within itself and nothing else.
//!
//! Pure: no input or output, no clock, no database. It never decides who may change the tree, and never forgets a change
//! once applied.

mod change;
mod check;
mod dated;
mod edge;
mod error;
mod kin;
mod layout;
mod overlay;
mod snapshot;
mod today;
mod tree;

pub use change::Change;
pub use dated::Dated;
pub use edge::{Edge, Line, Node, Order, Succession};
pub use error::TreeError;
pub use kin::Kin;
pub use layout::Layout;
pub use today::Today;
pub use tree::Tree;
