//! Figures: what the facts at or below a union add up to. Exact, fresh (a fact counts in the next answer), one snapshot an
//! answer.
//!
//! What is counted, and of which facts (those not retracted, of the period, at or below the union by the tree asked for):
//! - a fact stands at its **host** (lens [`Lens::HeldBy`]) or at the person's **home** union of that day
//!   ([`Lens::MembersOf`]; what nobody knows a home of is in no figure of this lens, so it has no sessions);
//! - as it was, the tree of the fact's own day is asked; as it is now, today's, an ended union standing at its successor;
//! - *counted* comes from what the house saw or took over from records (every source but `report`), *reported* from texts.
//!
//! This module never decides who may ask; it only keeps small numbers of people from those who do not know them by office
//! ([`Sight`]).

mod answer;
mod ask;
mod from_cells;
mod kept;
mod query;
mod sessions;
mod words;

pub(crate) use kept::VERSION;

pub use answer::{Answer, Key, Measures, Reported, Row, Sheet, Shown, Table};
pub use ask::Figures;
pub use query::{By, FiguresQuery, Filter, Lens, Line, Sight, Tree};
pub use sessions::{Behind, SessionLine, SessionsPage};
