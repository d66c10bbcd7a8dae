//! The screens, one file each: get, post, form and view struct.

mod activities;
mod again;
mod attended;
mod edit;
mod entry;
mod fields;
mod log;
mod programmes;
mod retract;
mod session;
mod sessions;
mod sheet;

pub(crate) use activities::get as activities;
pub(crate) use again::post as again;
pub(crate) use attended::get as attended;
pub(crate) use edit::{get as edit, post as save_edit};
pub(crate) use entry::{get as entry, post as save_entry};
pub(crate) use log::{get as log, post as save_log};
pub(crate) use programmes::{get as programmes, post as begin_programme};
pub(crate) use retract::{get as retract, post as save_retract};
pub(crate) use session::get as session;
pub(crate) use sessions::{Wish, filter_of, get as sessions, union_of};
pub(crate) use sheet::get as sheet;
