//! Stories of the federation, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod main {
    mod api;
    mod changes;
    mod employers;
    mod founding;
    pub mod hall;
    mod hostile;
    mod looking;
    mod posts;
    mod scope;
    mod sql;
}
