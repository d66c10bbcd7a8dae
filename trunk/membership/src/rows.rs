//! The only place of this crate with queries, one file for each table or view.

pub(crate) mod application;
pub(crate) mod check_log;
pub(crate) mod code;
pub(crate) mod consent;
pub(crate) mod credential;
pub(crate) mod erasure;
pub(crate) mod headcount;
pub(crate) mod honour;
pub(crate) mod import;
pub(crate) mod member;
pub(crate) mod ordinal;
pub(crate) mod person;
pub(crate) mod registration;
pub(crate) mod roster;
pub(crate) mod sending;
pub(crate) mod spell;
pub(crate) mod talk;
