//! Pure decisions about people and membership; no database, no clock.

pub(crate) mod card;
pub(crate) mod clock;
pub(crate) mod device;
pub(crate) mod honour;
pub(crate) mod join;
pub(crate) mod list;
pub(crate) mod one_time;
pub(crate) mod password;
pub(crate) mod person_form;
pub(crate) mod route;
pub(crate) mod totp;
