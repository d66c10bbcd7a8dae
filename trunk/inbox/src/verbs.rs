//! What can be done. Those without an actor run inside the transaction of what they tell of.

pub(crate) mod forget;
pub(crate) mod notice;
pub(crate) mod prefer;
pub(crate) mod read;
pub(crate) mod send;
pub(crate) mod settle;
pub(crate) mod task;
