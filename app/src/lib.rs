//! `unionhall`, the one program: it puts the rooms on the trunk, the edge around them, and answers the command line.
//!
//! Nothing of the field is decided here. The router nests the rooms, the identifying layer finds out who asks, the commands
//! open the house and close it again; only what belongs to no room has its page here: the front door, the first run, the
//! list of the demonstration's cast.

pub mod commands;
mod deliver;
pub mod demo;
mod desk;
pub mod first_run;
pub mod house;
pub mod identify;
mod openapi;
mod own_data;
pub mod pages;
pub mod router;

pub const MESSAGES: i18n::Messages =
    i18n::Messages { crate_name: "app", zh: include_str!("../locales/zh-CN.ftl"), en: include_str!("../locales/en.ftl") };
