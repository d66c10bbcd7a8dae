//! What can be done with sessions, one file for each verb.

pub mod again;
pub mod begin_programme;
pub mod correct;
pub mod enter;
pub mod join;
pub mod log;
pub mod plant;
pub mod retract;
mod rewrite;
