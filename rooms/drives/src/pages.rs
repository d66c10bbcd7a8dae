//! The screens, one file each: get, post, form and view struct.

pub(crate) mod close;
pub(crate) mod drive;
pub(crate) mod drives;
mod fields;
mod own_copy;
pub(crate) mod pack;
pub(crate) mod photo;
pub(crate) mod photo_remove;
pub(crate) mod plan;
pub(crate) mod received;
pub(crate) mod retract;
pub(crate) mod roster;
mod said;
pub(crate) mod sheet;
pub(crate) mod sign;
pub(crate) mod site;
pub(crate) mod site_edit;
mod site_form;
pub(crate) mod stock;
