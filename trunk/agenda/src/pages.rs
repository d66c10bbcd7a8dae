//! The screens, one file each, and the files a calendar reads.

pub(crate) mod agenda;
pub(crate) mod calendar;
pub(crate) mod feed;
mod month;
mod own_copy;
mod said;
mod week;
mod wish;
