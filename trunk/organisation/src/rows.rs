//! The only place of this crate with queries, one file for each table or view.

pub(crate) mod change;
pub(crate) mod coverage;
pub(crate) mod covering;
pub(crate) mod edge;
pub(crate) mod employer;
pub(crate) mod founding;
pub(crate) mod line;
pub(crate) mod nearest;
pub(crate) mod post;
pub(crate) mod seat;
pub(crate) mod state;
pub(crate) mod term;
pub(crate) mod union;
