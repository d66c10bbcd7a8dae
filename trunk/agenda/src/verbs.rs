//! What can be done with the agenda, one file for each verb.

pub mod cancel;
pub(crate) mod feed;
pub(crate) mod forget;
pub mod go;
pub mod publish;
pub mod withdraw;
