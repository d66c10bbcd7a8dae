//! What can be done in this room.

pub(crate) mod announce;
pub(crate) mod cancel;
pub(crate) mod close;
pub(crate) mod consent;
pub(crate) mod forget;
pub(crate) mod measure;
pub(crate) mod rank;
pub(crate) mod reckon;
pub(crate) mod redate;
pub(crate) mod scales;
pub(crate) mod seal;
pub(crate) mod tell;
pub(crate) mod withdraw;
