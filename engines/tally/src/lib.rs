//! Sums and exact sets of members over tree × time × slice.
//!
//! A **page** is what passed from one node to the one above it in one month: a **cell** for each slice of it (all, one kind, one
//! programme …), with plain sums and with the members that were counted once each. A **batch** takes facts with their paths,
//! gathers them where they stand, and rises once: what stands at the same place in the same slices is carried up together.
//!
//! What a node, a slice, a measure or a member is called is unknown here: they are keys and numbers of the caller.
//!
//! What holds:
//! - sums can be taken back by adding their negative; a member is taken out by name, once the caller knows that nothing else
//!   keeps him in;
//! - a small set is a flat list inside its page; one that has outgrown [`FLAT`] is kept beside it, cut into blocks of 2²⁰
//!   numbers, so that a change rewrites small rows and the members of different blocks simply add;
//! - an empty cell is no cell: a page to which everything was added and taken back again is as if nothing had been.
//!
//! Pure: no input or output, no clock, no database.

mod batch;
mod cell;
mod members;
mod page;
mod sums;
mod wire;

pub use batch::{Batch, Leaf, Risen};
pub use cell::{Cell, Delta, Held, SETS};
pub use members::{Members, block_of, blocks, unite, without};
pub use page::{FLAT, Page, Spill};
pub use sums::{Days, Sums};
pub use wire::Damaged;
