//! The screens, one file each.

pub(crate) mod application;
pub(crate) mod applications;
pub(crate) mod card;
pub(crate) mod decide;
pub(crate) mod devices;
pub(crate) mod erase;
pub(crate) mod honours;
pub(crate) mod import;
pub(crate) mod import_one;
pub(crate) mod join;
pub(crate) mod me;
pub(crate) mod member;
pub(crate) mod members;
pub(crate) mod overdue;
pub(crate) mod own_data;
pub(crate) mod person_form;
pub(crate) mod receive;
pub(crate) mod security;
pub(crate) mod sign_in;
pub(crate) mod sign_in_desk;
pub(crate) mod tokens;
pub(crate) mod transfer;
pub(crate) mod verify;
