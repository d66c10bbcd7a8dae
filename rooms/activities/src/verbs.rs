//! What can be done with activities and sessions, one file for each verb.

pub mod again;
pub mod announce;
pub mod begin_programme;
pub mod begin_season;
pub mod cancel;
pub mod correct;
pub mod enter;
pub mod enter_checked_in;
pub mod hold;
pub mod join;
pub mod log;
pub mod plant;
mod put;
pub mod reschedule;
pub mod retract;
mod rewrite;
pub mod save_blueprint;
pub mod tell;
