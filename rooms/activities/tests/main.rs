//! Stories of sessions, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod main {
    mod announce;
    mod api;
    pub mod cast;
    mod change;
    mod feedback;
    mod hostile;
    mod log;
    mod nasty;
    mod remind;
    mod routes;
    mod same;
    mod sight;
    mod study;
}
