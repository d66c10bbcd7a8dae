//! Stories of the agenda, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod main {
    pub mod cast;
    mod feed;
    mod hostile;
    mod publish;
    mod sight;
}
