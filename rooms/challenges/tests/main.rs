//! Stories of challenges, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod main {
    mod api;
    mod blueprints;
    mod calendar;
    mod changes;
    mod consent;
    mod desk;
    pub mod hall;
    mod hostile;
    mod in_the_open;
    mod placement;
    mod ranking;
    mod reseal;
    mod scales;
    mod walking;
    mod weight;
}
