//! What can be done with activities and sessions, one file for each verb.

pub mod again;
pub mod announce;
pub mod arrange_study;
pub mod begin_programme;
pub mod call_off_meeting;
pub mod cancel;
pub mod correct;
pub mod enter;
pub mod hold;
pub mod join;
pub mod log;
pub mod make_route;
pub mod minute;
pub mod one_more;
pub mod plan_year;
pub mod plant;
pub mod prepare_study;
pub mod remind;
pub mod reschedule;
pub mod retract;
mod rewrite;
pub mod say;
pub mod tell;
pub mod walk;
