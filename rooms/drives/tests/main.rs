//! Stories of drives, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod main {
    mod api;
    mod blueprints;
    pub mod cast;
    mod closing;
    mod cooling;
    mod hostile;
    mod pack;
    mod photos;
    mod refused;
    mod reseal;
    mod rush;
    mod sight;
    mod tables;
}
