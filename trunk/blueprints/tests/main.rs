//! Stories of blueprints, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod main {
    pub mod cast;
    mod folder;
    mod hostile;
    mod saving;
}
